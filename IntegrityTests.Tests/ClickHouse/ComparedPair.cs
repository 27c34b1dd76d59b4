using IntegrityTests.Copies;
using IntegrityTests.Copies.Reading;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>A recorded pair, compared as the suite does.</summary>
internal static class ComparedPair
{
    /// <summary>What differs in all tenancies, as <c>verdict mapping key</c>, with the columns that do.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(this RecordedPair pair) => Differences(await CompareAsync(pair));

    /// <summary>The same of results.</summary>
    public static IReadOnlyList<string> Differences(IEnumerable<MappingResult> results) =>
        [.. results.SelectMany(result => result.Kept).Select(Text)];

    /// <summary>How many keys of a mapping have a verdict, in all tenancies.</summary>
    public static IReadOnlyDictionary<string, long> Counts(IEnumerable<MappingResult> results, Verdict verdict) =>
        results.GroupBy(result => result.Mapping.Name, result => result.Count(verdict))
            .Where(counts => counts.Sum() > 0).ToDictionary(counts => counts.Key, counts => counts.Sum());

    /// <summary>The address of its ClickHouse.</summary>
    public static ClickHouseAddress Address(this RecordedPair pair, string? user = null) => new(
        new Uri(pair.ClickHouse.Url + "/"), user ?? pair.ClickHouse.Variables["INTEGRITY_CLICKHOUSE_USER"], pair.ClickHouse.Password,
        TimeSpan.FromSeconds(60));

    /// <summary>Compares all mappings of all tenancies.</summary>
    public static async Task<IReadOnlyList<MappingResult>> CompareAsync(this RecordedPair pair)
    {
        using var server = await ClickHouseServer.OpenAsync(pair.Address(), CancellationToken.None);
        await using var database = await ReplicaDatabase.OpenAsync(pair.Database, CancellationToken.None);
        var plans = TenancyComparison.Plans(database.Schema, server.Schema);
        var comparison = new TenancyComparison(
            plans, new ClickHouseCopy(server), new PostgresSource(database), _ => Task.CompletedTask);
        var tenancies = await database.QueryAsync(
            """SELECT id, "projectId", "branchId" FROM "Tenancy" ORDER BY "projectId" """,
            row => new TenancyKey(row.GetGuid(0), row.GetString(1), row.GetString(2)),
            CancellationToken.None);
        var results = new List<MappingResult>();
        foreach (var tenancy in tenancies) results.AddRange((await comparison.CompareAsync(tenancy, CancellationToken.None)).Mappings);
        return results;
    }

    private static string Text(Differing differing) => string.Join(
        ' ',
        [
            $"{differing.Verdict}", differing.Mapping.Name,
            string.Join('/', differing.Key.Select(part => part.Length == 36 ? part[..8] : part)),
            .. differing.Values.Select(value => value.Column.Name),
        ]);
}
