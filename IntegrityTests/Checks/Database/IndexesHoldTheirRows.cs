using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using Npgsql;
using Xunit;

namespace IntegrityTests.Checks.Database;

/// <summary>DBI088: the unique indexes of the platform's tables have each row of their table, in the right order.</summary>
[Check("DBI088", Severity.Error, Category = "Database", IsOfWholeScope = true)]
public sealed class IndexesHoldTheirRows(Witnesses witnesses, InvariantTurns turns)
{
    [StreamingTheory]
    [MemberData(nameof(UniqueIndexes.InDatabase), MemberType = typeof(UniqueIndexes))]
    public async Task Every_unique_index_has_the_rows_of_its_table(UniqueIndex index, CheckRow row, CancellationToken cancel)
    {
        using var turn = await turns.TakeAsync(cancel);
        try
        {
            if (await index.WhyBrokenAsync(witnesses.Database, cancel) is not { } problem) return;
            row.Report(new Finding
            {
                Code = row.Check.Code,
                Severity = row.Check.Severity,
                Subject = $"index:{index.Name}",
                Message = $"of {index.Table} is damaged: {problem}. What is looked for by it may not be found, and may be stored twice. "
                    + "REINDEX INDEX CONCURRENTLY builds it again, once nothing is there twice",
            });
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new RowSkippedException($"the index was dropped or built again meanwhile: {DatabaseFailure.Words(exception)}");
        }
        catch (PostgresException exception)
        {
            throw new NotVerifiedException(
                $"{index.Name} could not be compared with its table: {DatabaseFailure.Words(exception)}. Run it when the replica has less "
                + "to do.");
        }
    }
}
