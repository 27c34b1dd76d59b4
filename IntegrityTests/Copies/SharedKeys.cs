using IntegrityTests.Copies.Mappings;
using IntegrityTests.Deployment.ClickHouse;

namespace IntegrityTests.Copies;

/// <summary>Finds keys that live in ClickHouse in two projects or branches at once.</summary>
public sealed class SharedKeys(ClickHouseServer server)
{
    /// <summary>How many of a table are named.</summary>
    public const int MaxNamed = 1000;

    /// <summary>Them, at most one more than <see cref="MaxNamed"/>.</summary>
    public async Task<IReadOnlyList<SharedKey>> OfAsync(Mapping mapping, CancellationToken cancel)
    {
        var keys = string.Join(", ", mapping.Key.Select((part, i) => $"toString(t.{part.Name}) AS k{i}"));
        var names = string.Join(", ", mapping.Key.Select((_, i) => $"k{i}"));
        var sql = $"""
            SELECT {keys}, min((t.project_id, t.branch_id)) AS low, max((t.project_id, t.branch_id)) AS high,
                low.1 AS first_project, high.1 AS second_project
            FROM analytics_internal.{mapping.Name} AS t FINAL WHERE t.sync_is_deleted = 0
            GROUP BY {names} HAVING low != high ORDER BY {names} LIMIT {MaxNamed + 1}
            """;
        var count = mapping.Key.Count;
        return await server.StreamAsync(
            sql,
            row => new SharedKey(
                [.. Enumerable.Range(0, count).Where(i => !mapping.Key[i].IsPersonal).Select(i => row.Text(i)!)],
                row.Text(count + 2)!,
                row.Text(count + 3)!),
            cancel).ToListAsync(cancel);
    }
}

/// <summary>A key that lives twice.</summary>
/// <param name="Key">The parts of the key that are not personal.</param>
/// <param name="First">One of its projects.</param>
/// <param name="Second">Another of its projects; the same where only the branches differ.</param>
public sealed record SharedKey(IReadOnlyList<string> Key, string First, string Second);
