using System.Runtime.CompilerServices;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Tables;

namespace IntegrityTests.Checks.Tables;

/// <summary>The tables that are saved, or compared with what was saved.</summary>
public static class SnapshotTables
{
    /// <summary>Rows of (<see cref="SnapshotTable"/>): those that the options choose.</summary>
    public static RowSource InScope => RowSource.From(RowsAsync);

    /// <summary>As <see cref="InScope"/> where they are compared, and those that are new.</summary>
    public static RowSource ToCompare => RowSource.From(ComparedAsync);

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var tables = await context.Run.FixtureAsync<TableSnapshot>();
        if (tables.WhyNot is { } reason) throw new NothingToVerifyException(reason);
        if (tables.Unknown.Count > 0)
        {
            throw new NotVerifiedException(
                $"INTEGRITY_SNAPSHOT_TABLES names what is no table: {string.Join(", ", tables.Unknown)}. Expected: names of tables as the "
                + "database has them, such as ProjectUser.");
        }

        context.Run.Note(PlatformChanges.Text);
        foreach (var table in tables.Chosen)
        {
            cancel.ThrowIfCancellationRequested();
            yield return [new SnapshotTable(table)];
        }

        if (tables.Chosen.Count == 0) throw new NothingToVerifyException("no table is chosen");
    }

    private static async IAsyncEnumerable<object[]> ComparedAsync(
        CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var tables = await context.Run.FixtureAsync<TableSnapshot>();
        if (tables is { WhyNot: null, Saved: null }) throw new NothingToVerifyException("tables are saved and not compared");
        await foreach (var row in RowsAsync(context, cancel)) yield return row;
        foreach (var table in tables.New) yield return [new SnapshotTable(table)];
    }
}

/// <summary>A table.</summary>
public sealed class SnapshotTable
{
    internal SnapshotTable(TableShape shape) => Shape = shape;

    internal TableShape Shape { get; }

    /// <inheritdoc/>
    public override string ToString() => Shape.Name;
}
