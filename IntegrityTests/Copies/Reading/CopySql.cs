using IntegrityTests.Copies.Mappings;

namespace IntegrityTests.Copies.Reading;

/// <summary>What is asked of ClickHouse. The newest version of each key is read, merged or not.</summary>
internal static class CopySql
{
    /// <summary>Separates the values of a row in what is hashed.</summary>
    public const string Separator = "\\x1f";

    /// <summary>Stands for null in what is hashed.</summary>
    public const string Null = "\\x1e";

    /// <summary>The rows: the key, sequence id, whether it is deleted, the columns.</summary>
    public static string Rows(Plan plan, Part part)
    {
        var mapping = plan.Mapping;
        var keys = mapping.Key.Select((column, i) => $"{Key(column)} AS k{i}");
        var columns = plan.Columns.Select(column => column.CopySql);
        return $"""
            SELECT {string.Join(", ", [.. keys, "t.sync_sequence_id", "t.sync_is_deleted", .. columns])}
            FROM analytics_internal.{mapping.Name} AS t FINAL
            WHERE t.project_id = {"{project:String}"} AND t.branch_id = {"{branch:String}"}{Where(mapping, part)}
            ORDER BY {string.Join(", ", mapping.Key.Select((_, i) => $"k{i}"))}
            """;
    }

    /// <summary>The digests: bucket, count, sum.</summary>
    public static string Digests(Plan plan)
    {
        var mapping = plan.Mapping;
        var values = mapping.Key.Select(Key).Append("toString(t.sync_sequence_id)")
            .Concat(plan.Columns.Select(column => $"ifNull({Hashed(column)}, '{Null}')"));
        return $"""
            SELECT substring(toString(t.{mapping.Key[0].Name}), 1, 2) AS bucket, count(),
                sum(reinterpretAsUInt64(reverse(substring(MD5(concat({string.Join($", '{Separator}', ", values)})), 1, 8))))
            FROM analytics_internal.{mapping.Name} AS t FINAL
            WHERE t.project_id = {"{project:String}"} AND t.branch_id = {"{branch:String}"} AND t.sync_is_deleted = 0
            GROUP BY bucket ORDER BY bucket
            """;
    }

    /// <summary>A text in SQL.</summary>
    public static string Literal(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string Where(Mapping mapping, Part part)
    {
        var first = $"toString(t.{mapping.Key[0].Name})";
        if (part.Buckets is { } buckets) return $" AND substring({first}, 1, 2) IN ({string.Join(", ", buckets.Select(Literal))})";
        return part.Firsts is { } firsts ? $" AND {first} IN ({string.Join(", ", firsts.Select(Literal))})" : "";
    }

    private static string Key(MappedColumn column) => $"toString(t.{column.Name})";

    private static string Hashed(MappedColumn column) => column.CopySql;
}
