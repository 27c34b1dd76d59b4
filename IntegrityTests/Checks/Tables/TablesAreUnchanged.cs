using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Tables;
using Npgsql;
using Xunit;

namespace IntegrityTests.Checks.Tables;

/// <summary>TBL002: every table has the columns, the key, the indexes and the constraints that it was saved with.</summary>
[Check("TBL002", Severity.Warning, Category = "Tables", IsOfWholeScope = true)]
public sealed class TablesAreUnchanged(TableSnapshot tables)
{
    [StreamingTheory]
    [MemberData(nameof(SnapshotTables.ToCompare), MemberType = typeof(SnapshotTables))]
    public async Task Every_table_is_as_saved(SnapshotTable table, CheckRow row, CancellationToken cancel)
    {
        try
        {
            foreach (var finding in await TableChanges.FindAsync(tables, table.Shape, cancel)) row.Report(finding);
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
    }
}
