using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Reading;
using IntegrityTests.Copies.Rules;

namespace IntegrityTests.Tests.Copies;

/// <summary>ClickHouse and PostgreSQL in memory, with one mapping of one tenancy. Digests are counts of rows and sums of ids.</summary>
internal sealed class FakeDatabases : ICopy, ISource
{
    public static readonly TenancyKey Tenancy = new(Guid.Empty, "project", "main");

    public static readonly Plan Plan = new(
        new Mapping("things", "thing", "Thing", [new("id", Form.Id, "r.id")], [], null),
        [new("name", Form.Text, "r.name")],
        [],
        null);

    public List<CopyRow> Copies { get; } = [];

    public List<SourceRow> Sources { get; } = [];

    public long? Copied { get; set; } = 1000;

    public bool IsRequested { get; set; }

    /// <summary>What was read, in its order: <c>copy</c> or <c>source</c>, and which rows.</summary>
    public List<string> Read { get; } = [];

    public void AddBoth(string key, long id, string name = "same")
    {
        Copies.Add(new CopyRow([key], id, false, [name]));
        Sources.Add(new SourceRow([key], id, false, Remark.None, [name]));
    }

    public Task<IReadOnlyDictionary<string, long>> CopiedAsync(TenancyKey tenancy, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(
            Copied is { } id ? new Dictionary<string, long> { ["things"] = id } : new Dictionary<string, long>());

    public Task<(long? Issued, bool IsRequested)> StateAsync(TenancyKey tenancy, CancellationToken cancel) =>
        Task.FromResult<(long?, bool)>((5000, IsRequested));

    public Task<IReadOnlyList<Digest>> DigestsAsync(Plan plan, TenancyKey tenancy, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Digest>>([.. Copies.Where(row => !row.IsDeleted).GroupBy(row => row.Key[0][..2])
            .Select(rows => new Digest(rows.Key, rows.Count(), (ulong)rows.Sum(row => row.Id + row.Values[0]!.Length)))]);

    public Task<IReadOnlyList<SourceDigest>> DigestsAsync(Plan plan, TenancyKey tenancy, long? copied, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SourceDigest>>([.. Sources.Where(row => row.Remark is not null).GroupBy(row => row.Key[0][..2])
            .Select(rows => new SourceDigest(
                rows.Key,
                rows.Count(),
                (ulong)rows.Sum(row => (row.Id ?? 0) + row.Values[0]!.Length),
                rows.Count(row => row.Waits || row.Id is null || row.Id > (copied ?? -1)),
                rows.Count(row => !row.Waits && row.Id > (copied ?? -1))))]);

    public IAsyncEnumerable<CopyRow> RowsAsync(Plan plan, TenancyKey tenancy, Part part, CancellationToken cancel) =>
        RowsAsync("copy", Copies, row => row.Key, part);

    IAsyncEnumerable<SourceRow> ISource.RowsAsync(Plan plan, TenancyKey tenancy, Part part, CancellationToken cancel) =>
        RowsAsync("source", Sources, row => row.Key, part);

    private async IAsyncEnumerable<T> RowsAsync<T>(string database, List<T> rows, Func<T, string[]> key, Part part)
    {
        await Task.CompletedTask;
        Read.Add($"{database} {string.Join(',', part.Buckets ?? part.Firsts ?? ["all"])}");
        foreach (var row in rows)
            if (part.Buckets?.Contains(key(row)[0][..2]) ?? part.Firsts?.Contains(key(row)[0]) ?? true) yield return row;
    }
}
