using IntegrityTests.Running;
using Npgsql;

namespace IntegrityTests.Checks.Database;

/// <summary>Asks an invariant's query, a second time if it finds something, and reports what both found.</summary>
internal sealed class InvariantVerification(CheckRow row, InvariantQuery query, Invariant invariant)
{
    /// <summary>Rows of one invariant that are kept and reported one by one; the others are counted.</summary>
    public const int MaxKept = 1000;

    /// <exception cref="NotVerifiedException">Its columns are not those of an invariant.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (await query.WhyUnfitAsync(invariant, cancel) is { } unfit) throw new NotVerifiedException(unfit);
        var (first, count, outOfScope) = await ReadAsync(cancel);
        if (outOfScope > 0)
            row.Skip("rows of other projects", $"{outOfScope} rows that break it belong to projects that are not in scope");
        if (count == 0) return;

        // The deployment may go on working meanwhile; more rows than are kept are not a temporary state.
        if (count == first.Count) await ReportBothAsync(first, cancel);
        else await ReportManyAsync(cancel);
    }

    private async Task<(List<OffendingRow> Kept, long Count, long OutOfScope)> ReadAsync(
        CancellationToken cancel, bool withIndexes = true)
    {
        var kept = new List<OffendingRow>();
        var count = 0L;
        var outOfScope = await query.ReadAsync(
            invariant,
            found =>
            {
                if (++count <= MaxKept) kept.Add(found);
            },
            cancel,
            withIndexes);
        return (kept, count, outOfScope);
    }

    private async Task ReportBothAsync(List<OffendingRow> first, CancellationToken cancel)
    {
        var tables = await FromTablesAsync(cancel);
        var again = tables ?? (await ReadAsync(cancel)).Kept.ToHashSet();
        var both = first.Where(again.Contains).ToList();
        both.ForEach(Report);
        if (both.Count == first.Count) return;
        var third = tables is null ? [] : (await ReadAsync(cancel)).Kept.ToHashSet();
        var byIndex = first.Where(found => third.Contains(found) && !again.Contains(found)).ToList();
        if (both.Count + byIndex.Count < first.Count)
            row.Skip("changed meanwhile", "broke the invariant when first read, but not when read again");
        if (byIndex.Count > 0)
            throw new NotVerifiedException(
                $"{byIndex.Count} rows, such as {byIndex[0].Subject}, break it by what an index says, but not by what the tables have: an "
                + $"index of a table that {invariant.File} reads is damaged. On the primary, run REINDEX TABLE for these tables, then run "
                + "again.");
    }

    // An index that lacks a row would make it look lost; null where reading without indexes takes too long.
    private async Task<HashSet<OffendingRow>?> FromTablesAsync(CancellationToken cancel)
    {
        try
        {
            return (await ReadAsync(cancel, withIndexes: false)).Kept.ToHashSet();
        }
        catch (PostgresException late) when (late.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return null;
        }
    }

    // Of severity info all are counted.
    private async Task ReportManyAsync(CancellationToken cancel)
    {
        var others = 0;
        await query.ReadAsync(
            invariant,
            found =>
            {
                if (SeverityOf(found) == Severity.Info || ++others <= MaxKept) Report(found);
            },
            cancel);
        var more = others - MaxKept;
        if (more <= 0) return;
        row.Report(Of($"invariant:{invariant.Code}", $"is broken by {more} more rows, which are not reported one by one"));
        row.Skip("rows beyond the first", $"only the first {MaxKept} rows that break an invariant are reported one by one");
    }

    // The projects that a deployment deleted are many; what is left of them is one line.
    private void Report(OffendingRow found) => row.Report(Of(found.Subject, found.Detail) with
    {
        Severity = SeverityOf(found),
        Cause = found.Cause,
        Project = found.HasProject || SeverityOf(found) != Severity.Info ? found.Project : null,
        ProjectName = found.ProjectName,
    });

    private Severity SeverityOf(OffendingRow found) => found.Cause is null ? invariant.Severity : Severity.Info;

    private Finding Of(string subject, string message) =>
        new() { Code = invariant.Code, Severity = invariant.Severity, Subject = subject, Message = message };
}
