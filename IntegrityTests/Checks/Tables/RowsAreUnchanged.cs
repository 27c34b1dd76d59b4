using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Tables;
using Npgsql;
using Xunit;

namespace IntegrityTests.Checks.Tables;

/// <summary>
/// TBL001: the rows of every table are as they were saved. While a snapshot is saved, this check saves them.
/// </summary>
[Check("TBL001", Severity.Error, Category = "Tables", IsOfWholeScope = true)]
public sealed class RowsAreUnchanged(TableSnapshot tables, InvariantTurns turns)
{
    [StreamingTheory]
    [MemberData(nameof(SnapshotTables.InScope), MemberType = typeof(SnapshotTables))]
    public async Task Every_row_is_as_saved(SnapshotTable table, CheckRow row, CancellationToken cancel)
    {
        using var turn = await turns.TakeAsync(cancel);
        try
        {
            if (tables.Saved is null) await SaveAsync(table.Shape, cancel);
            else await CompareAsync(table.Shape, row, cancel);
        }
        catch (SnapshotUnusableException unusable)
        {
            throw new NotVerifiedException(unusable.Message, unusable);
        }
        catch (PostgresException failure)
        {
            throw new NotVerifiedException(
                $"Table \"{table.Shape.Name}\" could not be read: {DatabaseFailure.Words(failure)}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NotVerifiedException($"The file of table \"{table.Shape.Name}\" could not be written: {failure.Message}", failure);
        }
        finally
        {
            await tables.LeaveAsync(table.Shape);
        }
    }

    private async Task SaveAsync(TableShape table, CancellationToken cancel)
    {
        if (table.WhyUnreadable is { } reason) throw new NotVerifiedException($"Table \"{table.Name}\" cannot be saved: {reason}.");
        await new TablePass(tables).SaveAsync(table, cancel);
    }

    private async Task CompareAsync(TableShape saved, CheckRow row, CancellationToken cancel)
    {
        // TBL002 reports a table that is gone.
        if (tables.View.Tables.FirstOrDefault(table => table.Name == saved.Name) is not { } now)
            throw new RowSkippedException("the table is gone (see TBL002)");
        if (now.WhyUnreadable is { } reason)
            throw new NotVerifiedException($"Table \"{saved.Name}\" was saved and cannot be compared: {reason}.");
        var match = await tables.MatchAsync(saved, now, cancel);
        if (match.Key is null) throw new RowSkippedException("the columns that identified its rows are gone (see TBL002)");
        var pass = new TablePass(tables);
        var differences = await pass.CompareAsync(match, cancel);
        var findings = await new TableFindings(tables, match, differences).AllAsync(cancel);
        foreach (var finding in findings) row.Report(finding);
        pass.Receive(saved.Name, findings.Count > 0);
        if (differences.RangesNotCompared > 0)
        {
            row.Skip(
                "ranges of rows",
                "a column was dropped, and rows are gone: the values of the other rows in their ranges cannot be compared");
        }
    }
}
