using IntegrityTests.Deployment.Database;
using IntegrityTests.Redaction;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>Reads which tables a database has, and what they look like.</summary>
internal static class TableShapes
{
    // Partitions are read through the table that they are parts of.
    private const string Ours = "n.nspname = ANY(current_schemas(false)) AND c.relkind IN ('r', 'p') AND NOT c.relispartition";

    private const string Columns = $"""
        SELECT c.relname::text, c.relkind = 'p', has_table_privilege(c.oid, 'SELECT'), c.relpersistence = 'u' AND pg_is_in_recovery(),
            a.attname::text, format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE {Ours}
        """;

    // A key that may be null somewhere, is valid for some rows only or is computed identifies nothing.
    private const string Keys = $"""
        SELECT c.relname::text, i.indisprimary, i.indnkeyatts::int, x.relname::text, a.attname::text, format_type(a.atttypid, NULL)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class x ON x.oid = i.indexrelid
        JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place) ON k.place <= i.indnkeyatts
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
        WHERE {Ours} AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
            AND NOT EXISTS (
                SELECT FROM unnest(i.indkey::int2[]) m JOIN pg_attribute b ON b.attrelid = c.oid AND b.attnum = m WHERE NOT b.attnotnull)
        ORDER BY 1, i.indisprimary DESC, 3, 4, k.place
        """;

    private const string Rules = $"""
        SELECT c.relname::text, o.conname::text, pg_get_constraintdef(o.oid)
        FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {Ours} AND o.contype IN ('p', 'u', 'c', 'f', 'x')
        UNION ALL
        SELECT c.relname::text, x.relname::text, pg_get_indexdef(x.oid)
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {Ours} AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = x.oid AND o.conrelid = c.oid AND o.contype <> 'f')
        """;

    /// <summary>All tables, by name.</summary>
    public static async Task<IReadOnlyList<TableShape>> ReadAsync(IQueries database, CancellationToken cancel)
    {
        var columns = await database.QueryAsync(
            Columns,
            row => (
                Table: row.GetString(0),
                IsPartitioned: row.GetBoolean(1),
                IsAllowed: row.GetBoolean(2),
                IsUnlogged: row.GetBoolean(3),
                Shape: new ColumnShape(row.GetString(4), row.GetString(5), row.Text(6))),
            cancel);
        var keys = (await database.QueryAsync(
            Keys,
            row => (Table: row.GetString(0), Index: row.GetString(3), Column: KeyOf(row.GetString(4), row.GetString(5))),
            cancel)).ToLookup(key => key.Table);
        var rules = (await database.QueryAsync(
            Rules, row => (Table: row.GetString(0), Name: row.GetString(1), Definition: row.GetString(2)), cancel))
            .ToLookup(rule => rule.Table);
        return
        [
            .. columns.GroupBy(column => column.Table).OrderBy(table => table.Key, StringComparer.Ordinal).Select(table => new TableShape(
                table.Key,
                [.. table.Select(column => column.Shape).OrderBy(column => column.Name, StringComparer.Ordinal)],
                [.. keys[table.Key].GroupBy(key => key.Index).FirstOrDefault()?.Select(key => key.Column) ?? []],
                rules[table.Key].DistinctBy(rule => rule.Name).ToDictionary(rule => rule.Name, rule => rule.Definition))
            {
                IsPartitioned = table.First().IsPartitioned,
                WhyUnreadable = table.First() switch
                {
                    { IsAllowed: false } => $"the database user may not read it: GRANT SELECT ON \"{table.Key}\" to it",
                    { IsUnlogged: true } => "it is not logged, so that a standby does not have its rows",
                    _ => null,
                },
            }),
        ];
    }

    private static KeyColumn KeyOf(string name, string type) => new(name, type switch
    {
        "uuid" => KeyForm.Uuid,
        "smallint" or "integer" or "bigint" => KeyForm.Number,
        "text" or "character varying" or "character" when !IsId(name) => KeyForm.Hidden,
        _ => KeyForm.Text,
    });

    // Texts that identify a row may be ids, codes and tokens; only of ids it is known that they may be shown.
    private static bool IsId(string name) =>
        !SecretHashes.IsSecret(name)
        && (name is "id" or "key" || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("_id", StringComparison.Ordinal));
}
