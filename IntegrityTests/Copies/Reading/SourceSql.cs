using IntegrityTests.Copies.Mappings;

namespace IntegrityTests.Copies.Reading;

/// <summary>What is asked of PostgreSQL.</summary>
internal static class SourceSql
{
    private const string Separator = "E'\\x1f'";
    private const string Null = "E'\\x1e'";

    /// <summary>The rows and the deletions: sequence id, flag, remark (null for a deletion), the key, the columns.</summary>
    public static string Rows(Plan plan, Part part)
    {
        var mapping = plan.Mapping;
        var where = part switch
        {
            { Buckets: not null } => "WHERE left(s.k0, 2) = ANY(@part)",
            { Firsts: not null } => "WHERE s.k0 = ANY(@part)",
            _ => "",
        };
        var order = string.Join(", ", mapping.Key.Select((_, i) => $"s.k{i} COLLATE \"C\""));
        return $"SELECT s.* FROM ({Living(plan)}{Deletions(plan)}) s {where} ORDER BY {order}";
    }

    /// <summary>The digests: bucket, count, sum, how many wait, how many of these have their id.</summary>
    public static string Digests(Plan plan)
    {
        var values = plan.Mapping.Key.Select((_, i) => $"s.k{i}").Append("s.id::text")
            .Concat(plan.Columns.Select((column, i) => $"coalesce({Hashed(column, $"s.c{i}")}, {Null})"));
        return $"""
            SELECT left(s.k0, 2) AS bucket, count(*),
                sum(('x' || left(md5(concat({string.Join($", {Separator}, ", values)})), 16))::bit(64)::bigint)::text,
                count(*) FILTER (WHERE s.waits OR s.id IS NULL OR s.id > @copied),
                count(*) FILTER (WHERE NOT s.waits AND s.id > @copied)
            FROM ({Living(plan)}) s GROUP BY 1 ORDER BY left(s.k0, 2) COLLATE "C"
            """;
    }

    private static string Living(Plan plan)
    {
        var mapping = plan.Mapping;
        var keys = mapping.Key.Select((column, i) => $"({column.Sql})::text AS k{i}");
        var columns = plan.Columns.Select((column, i) => $"{plan.SourceSql(column)} AS c{i}");
        string[] own = ["r.\"sequenceId\" AS id", "r.\"shouldUpdateSequenceId\" AS waits", $"{mapping.RemarkSql} AS remark"];
        return $"SELECT {string.Join(", ", [.. own, .. keys, .. columns])} FROM {mapping.From}";
    }

    private static string Deletions(Plan plan)
    {
        if (plan.Mapping.Tombstones is not { } tombstones) return "";
        var columns = plan.Columns.Select(_ => "NULL");
        string[] own = ["d.\"sequenceId\"", "d.\"shouldUpdateSequenceId\"", "NULL"];
        return $"""

            UNION ALL SELECT {string.Join(", ", [.. own, .. tombstones.Key, .. columns])}
            FROM "DeletedRow" d WHERE d."tenancyId" = @tenancy AND d."tableName" = '{tombstones.Table}'
            """;
    }

    // PostgreSQL puts spaces between the parts of JSON, and JavaScript does not.
    private static string Hashed(MappedColumn column, string value) => column.Form == Form.Json
        ? $"""CASE WHEN length({value}) > 4 THEN regexp_replace({value}, '("(?:[^"\\]|\\.)*")|\s+', '\1', 'g') ELSE {value} END"""
        : value;
}
