namespace IntegrityTests.Tests.EndToEnd.Recorded.Planted;

/// <summary>All that a write to a database would change.</summary>
internal static class DatabaseState
{
    /// <summary>Rows and a checksum of each table, what was ever written to it, and what else there is in the database.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(RecordedDeployment deployment)
    {
        var tables = await deployment.RowsAsync("SELECT quote_ident(relname) FROM pg_stat_user_tables ORDER BY 1");
        var contents = string.Join(" UNION ALL ", tables.Select(table =>
            $"SELECT '{table}', count(*), md5(coalesce(string_agg(md5(r::text), '' ORDER BY md5(r::text)), '')) FROM {table} r"));
        string[] queries =
        [
            contents,
            "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del, n_dead_tup FROM pg_stat_user_tables ORDER BY 1",
            "SELECT tup_inserted, tup_updated, tup_deleted FROM pg_stat_database WHERE datname = current_database()",
            "SELECT count(*) FROM pg_class UNION ALL SELECT count(*) FROM pg_proc UNION ALL SELECT count(*) FROM pg_largeobject_metadata",
        ];
        var state = new List<string>();
        foreach (var query in queries) state.AddRange(await deployment.RowsAsync(query));
        return state;
    }
}
