using System.Text.RegularExpressions;
using IntegrityTests.Deployment.Database;
using Npgsql;

namespace IntegrityTests.Checks.Database;

/// <summary>A table with columns of text, and the query of its rows that have more than ASCII in one of them.</summary>
internal sealed partial class TextTable
{
    // The server drops the beginning of a character that a text ends with, before it compares.
    private const string Behind = "...";

    // What findings of other checks call a row.
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["ProjectUser"] = "user",
        ["ProjectApiKey"] = "api-key",
        ["OneTimePurchase"] = "purchase",
        ["ItemQuantityChange"] = "item-change",
        ["SubscriptionInvoice"] = "invoice",
        ["ProjectUserOAuthAccount"] = "oauth-account",
        ["ProjectUserRefreshToken"] = "refresh-token",
        ["EmailOutbox"] = "mail",
    };

    private readonly IReadOnlyList<string> _keys;
    private readonly IReadOnlyList<string> _columns;

    private TextTable(string name, bool isAllowed, IReadOnlyList<(string Name, bool IsKey, bool IsText)> columns)
    {
        Name = name;
        IsAllowed = isAllowed;
        _keys = [.. columns.Where(column => column.IsKey && column.Name != "tenancyId").Select(column => column.Name)];
        _columns = [.. columns.Where(column => column.IsText).Select(column => column.Name)];
        var names = columns.Select(column => column.Name).ToHashSet();
        var project = name == "Project" ? "t.id"
            : names.Contains("tenancyId") ? "y.\"projectId\""
            : names.Contains("projectId") ? "t.\"projectId\""
            : "NULL";
        var tenancy = names.Contains("tenancyId") ? "LEFT JOIN \"Tenancy\" y ON y.id = t.\"tenancyId\"" : "";
        Sql = $"""
            SELECT {string.Join(", ", _keys.Concat(_columns).Select(column => $"{Quoted(column)}::text").DefaultIfEmpty("NULL"))},
                p.id, p."displayName"
            FROM "{name}" t {tenancy} LEFT JOIN "Project" p ON p.id = {project}::text
            WHERE {string.Join(" OR ", _columns.Select(column => $@"({Quoted(column)}::text || '{Behind}') ~ '[^\u0001-\u007f]'"))}
            """;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether the user of the database may read it.</summary>
    public bool IsAllowed { get; }

    /// <summary>The query; <see cref="Read"/> reads its rows.</summary>
    public string Sql { get; }

    /// <summary>
    /// All tables of a database that have such columns. Where the server verifies each text when it is stored, documents and lists are left
    /// out, which are many and large: what breaks the encoding of a text afterwards breaks plain columns just as well.
    /// </summary>
    public static async Task<IReadOnlyList<TextTable>> AllAsync(ReplicaDatabase database, CancellationToken cancel)
    {
        const string Columns = """
            SELECT c.relname::text, a.attname::text, coalesce(i.indisprimary, false),
                a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype)
                OR @all AND a.atttypid IN ('json'::regtype, 'jsonb'::regtype, 'text[]'::regtype, 'varchar[]'::regtype, 'jsonb[]'::regtype),
                has_table_privilege(c.oid, 'SELECT')
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey)
            WHERE n.nspname = ANY(current_schemas(false)) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY 1, a.attnum
            """;
        var columns = await database.QueryAsync(
            Columns,
            row => (
                Table: row.GetString(0),
                Name: row.GetString(1),
                IsKey: row.GetBoolean(2),
                IsText: row.GetBoolean(3),
                IsAllowed: row.GetBoolean(4)),
            cancel,
            ("all", database.IsUnencoded));
        return
        [
            .. columns.GroupBy(column => column.Table, StringComparer.Ordinal)
                .Where(table => table.Any(column => column.IsText))
                .Select(table => new TextTable(
                    table.Key, table.First().IsAllowed, [.. table.Select(column => (column.Name, column.IsKey, column.IsText))])),
        ];
    }

    /// <summary>What of a row is not UTF-8; null when all is.</summary>
    public UnreadableText? Read(NpgsqlDataReader row)
    {
        var unreadable = _columns.Where((_, i) => row.Text(_keys.Count + i) is { } text && KeptBytes.IsIn(text)).ToList();
        if (unreadable.Count == 0) return null;
        var key = string.Join('/', _keys.Select((_, i) => row.Text(i)));
        var last = _keys.Count + _columns.Count;
        var kind = Kinds.GetValueOrDefault(Name)
            ?? Word().Replace(Name, match => $"{(match.Index == 0 ? "" : "-")}{match.Value}").ToLowerInvariant();
        return new UnreadableText(
            $"{kind}:{key}", row.Text(last), row.Text(last + 1), [.. unreadable.Select(column => $"\"{Name}\".\"{column}\"")]);
    }

    private static string Quoted(string column) => $"t.\"{column}\"";

    [GeneratedRegex("(?<![A-Z])[A-Z]|[A-Z](?=[a-z])")]
    private static partial Regex Word();
}

/// <summary>A row with text that is not UTF-8.</summary>
/// <param name="Subject">Which row.</param>
/// <param name="Project">Its project, where it has one.</param>
/// <param name="ProjectName">The name of that project.</param>
/// <param name="Columns">In which columns the text is, as table and column.</param>
internal sealed record UnreadableText(string Subject, string? Project, string? ProjectName, IReadOnlyList<string> Columns)
{
    /// <summary>What is wrong, without the text.</summary>
    public string Message { get; init; } =
        $"holds bytes that are not UTF-8 in {string.Join(" and ", Columns)}, as text of another encoding does: the platform cannot read "
        + "the row";
}
