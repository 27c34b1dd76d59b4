using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace IntegrityTests.Deployment.Database;

/// <summary>
/// How many rows each tenancy has, counted by reading the tables themselves: a walk goes by an index, and an index may lack rows. Every
/// kind of rows is counted once, for all tenancies together, however many sources ask.
/// </summary>
/// <param name="database">Where the rows are.</param>
internal sealed class RowCensus(ReplicaDatabase database)
{
    private const int MaxExamples = 5;
    private readonly ConcurrentDictionary<string, Lazy<Task<FrozenDictionary<Guid, Counted>>>> _counts = new(StringComparer.Ordinal);

    /// <summary>How many rows the walk has to come to, and the last of them where it ends early.</summary>
    public async Task<Counted> OfAsync(KeysetWalk walk, Guid tenancy, CancellationToken cancel)
    {
        var counts = _counts.GetOrAdd(walk.CountSql, sql => new(() => CountAsync(sql)));
        return (await counts.Value.WaitAsync(cancel)).GetValueOrDefault(tenancy);
    }

    /// <summary>
    /// Walks once more, and compares with the table at the same moment of the database: what changes meanwhile is in neither.
    /// </summary>
    public async Task<Compared> CompareAsync(KeysetWalk walk, Guid tenancy, CancellationToken cancel)
    {
        await using var moment = await database.AtOneMomentAsync(cancel);
        var sketch = new KeySketch();
        var visited = 0L;
        await foreach (var page in walk.KeysAsync(moment, tenancy, cancel))
        {
            visited += page.Count;
            foreach (var key in page) sketch.Add(key, 1);
        }

        await moment.WithoutIndexesAsync(cancel);
        var stored = 0L;
        await ScanAsync(key =>
        {
            stored++;
            sketch.Add(key, -1);
        });
        if (sketch.IsEmpty) return new Compared(visited, stored, []);
        var missing = new List<string>();
        await ScanAsync(key =>
        {
            if (missing.Count < MaxExamples && sketch.Lacks(key)) missing.Add(key);
        });
        return new Compared(visited, stored, missing);

        Task ScanAsync(Action<string> found) => moment.ReadAsync(
            walk.KeysSql,
            row =>
            {
                if (row.Text(0) is { } key) found(key);
            },
            cancel,
            ("tenancy", tenancy));
    }

    private async Task<FrozenDictionary<Guid, Counted>> CountAsync(string sql)
    {
        var counts = new List<KeyValuePair<Guid, Counted>>();
        await database.ScanAsync(
            sql,
            row =>
            {
                if (row.IsDBNull(0)) return;
                counts.Add(new(row.GetGuid(0), new Counted(row.GetInt64(1), row.FieldCount > 2 ? row.Text(2) : null)));
            },
            CancellationToken.None);
        return counts.ToFrozenDictionary();
    }

    /// <summary>The rows of a tenancy.</summary>
    /// <param name="Rows">How many.</param>
    /// <param name="Last">The key of the last, where the walk ends early; null elsewhere.</param>
    public readonly record struct Counted(long Rows, string? Last);

    /// <summary>A walk and the table at one moment.</summary>
    /// <param name="Visited">How many rows the walk came to.</param>
    /// <param name="Stored">How many the table has.</param>
    /// <param name="Missing">Some of those that the walk did not come to.</param>
    public sealed record Compared(long Visited, long Stored, IReadOnlyList<string> Missing)
    {
        /// <summary>Whether the walk came to every row.</summary>
        public bool IsComplete => Visited == Stored && Missing.Count == 0;
    }
}

/// <summary>
/// What remains when keys are added and taken away again, in a size that does not grow with them. With few keys left it tells which they
/// are when it is shown all of them again; with many it takes some for missing that are not.
/// </summary>
internal sealed class KeySketch
{
    private const int Cells = 1 << 16;
    private const int Places = 3;
    private readonly int[] _cells = new int[Cells];

    /// <summary>Whether nothing is left.</summary>
    public bool IsEmpty => !_cells.AsSpan().ContainsAnyExcept(0);

    /// <summary>Adds a key, or takes it away.</summary>
    public void Add(string key, int times)
    {
        for (var place = 0; place < Places; place++) _cells[Cell(key, place)] += times;
    }

    /// <summary>Whether the key was taken away more often than added.</summary>
    public bool Lacks(string key)
    {
        for (var place = 0; place < Places; place++)
            if (_cells[Cell(key, place)] >= 0) return false;
        return true;
    }

    private static int Cell(string key, int place) => HashCode.Combine(key, place) & (Cells - 1);
}
