using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>What is said of tables at the end of a run.</summary>
internal sealed class TablesEnd(TableSnapshot tables, SnapshotFolder folder, IntegrityOptions options)
{
    public void Tell(Run run, IFollowerReport report)
    {
        if (tables.Done.Count > 0)
        {
            var done = options.Snapshots == SnapshotMode.Save ? "saved" : "compared";
            run.Note($"tables: {Quantity.Of(tables.Done.Values.Sum(), "row")} of {Quantity.Of(tables.Done.Count, "table")} {done}, "
                + (tables.View.IsOneMoment ? "all as they were at one moment"
                    : "each range of rows as it was when it was read: the database could not keep one moment so long"));
        }

        if (tables.Saved is not null)
        {
            foreach (var column in tables.UnknownIgnored)
            {
                report.Found(new Finding
                {
                    Code = TableSnapshot.Code,
                    Severity = Severity.Warning,
                    Subject = $"ignore:{column}",
                    Message = "INTEGRITY_SNAPSHOT_IGNORE names a column that no table has: misspelt, or not needed any more",
                });
            }
        }

        if (options is { Snapshots: SnapshotMode.Save, SnapshotTables: { IsGiven: true, IsNone: false } } && tables.Done.Count == 0)
        {
            report.NotVerified(
                TableSnapshot.Code,
                $"INTEGRITY_SNAPSHOT_TABLES={options.SnapshotTables} asks for tables, but none was saved: {TableSnapshot.Code}, which "
                + "saves them, did not run or could read none. Run it too, or leave the variable out.");
        }

        if (options.Snapshots != SnapshotMode.Verify || options.SnapshotImport is not null) return;
        var saved = TableSet.Read(folder.Path)?.Tables.Count(table => !tables.Done.ContainsKey(table.Name)) ?? 0;
        if (saved > 0)
        {
            report.Skipped(
                TableSnapshot.Code, "saved tables", $"not compared: {tables.WhyNot ?? "the options or a filter leave them out"}", saved);
        }
    }
}
