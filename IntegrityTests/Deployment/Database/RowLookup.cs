using System.Collections.Concurrent;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>Looks rows up by their keys, and believes no index that a row is gone.</summary>
internal static class RowLookup
{
    /// <summary>
    /// Those of the rows that exist. What an index does not have is asked of the table itself before it counts as gone; where the table has
    /// it, the database keeps in mind that an index of it is broken.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table, for whoever repairs its indexes.</param>
    /// <param name="sql">The query; it asks for the keys by the parameters that <paramref name="keyed"/> makes.</param>
    /// <param name="map">Reads a row.</param>
    /// <param name="keyOf">The key of a row.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="keyed">Makes the parameters of keys.</param>
    /// <param name="cancel">Cancels the queries.</param>
    /// <param name="parameters">Other parameters of the query.</param>
    public static async Task<List<T>> FindAsync<T, TKey>(
        this ReplicaDatabase database,
        string table,
        string sql,
        Func<NpgsqlDataReader, T> map,
        Func<T, TKey> keyOf,
        IReadOnlyCollection<TKey> keys,
        Func<TKey[], (string Name, object Value)[]> keyed,
        CancellationToken cancel,
        params (string Name, object Value)[] parameters)
    {
        var found = await ByIndexAsync(keys);
        var missing = keys.Except(found.Select(keyOf)).ToArray();
        if (missing.Length == 0) return found;
        var hidden = new List<T>();
        await database.ScanAsync(sql, row => hidden.Add(map(row)), cancel, [.. parameters, .. keyed(missing)]);
        if (hidden.Count == 0) return found;
        // It may have come only now.
        var late = (await ByIndexAsync([.. hidden.Select(keyOf)])).Select(keyOf).ToHashSet();
        foreach (var row in hidden.Where(row => !late.Contains(keyOf(row)))) database.Hidden.Add(table, $"{keyOf(row)}");
        return [.. found, .. hidden];

        Task<List<T>> ByIndexAsync(IReadOnlyCollection<TKey> wanted) =>
            database.QueryAsync(sql, map, cancel, [.. parameters, .. keyed([.. wanted])]);
    }
}

/// <summary>Rows that a table has and an index of it does not. Safe for several threads.</summary>
internal sealed class HiddenRows
{
    private const int MaxExamples = 3;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _keys = new(StringComparer.Ordinal);

    /// <summary>What to say about each table that has such rows.</summary>
    public IReadOnlyList<string> Messages => [.. _keys.OrderBy(table => table.Key, StringComparer.Ordinal).Select(MessageOf)];

    /// <summary>Keeps a row in mind.</summary>
    public void Add(string table, string key)
    {
        var keys = _keys.GetOrAdd(table, static _ => new(StringComparer.Ordinal));
        if (keys.Count < MaxExamples) keys.TryAdd(key, true);
    }

    private static string MessageOf(KeyValuePair<string, ConcurrentDictionary<string, bool>> table) =>
        $"An index of table \"{table.Key}\" lacks rows that the table has, so that they cannot be found by their key, such as "
        + $"{string.Join(", ", table.Value.Keys.Order(StringComparer.Ordinal))}. The platform does not find them either, or stores them "
        + $"twice. On the primary, run REINDEX TABLE \"{table.Key}\", then run again.";
}
