using System.Text.RegularExpressions;
using IntegrityTests.Running;

namespace IntegrityTests.Explanations;

/// <summary>The queries of a section with the ids of a finding, so that they can be pasted into psql.</summary>
/// <param name="finding">The finding.</param>
internal sealed partial class FilledQueries(Finding finding)
{
    private const string OfClickHouse = "-- in ClickHouse";

    // What a row is called in a finding, for each name that stands in a query where its id goes.
    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["USER"] = ["user"],
        ["TEAM"] = ["team"],
        ["CUSTOMER"] = ["user", "team", "custom"],
        ["METHOD"] = ["auth-method"],
        ["TOKEN"] = ["refresh-token", "oauth-token", "oauth-access-token"],
        ["KEYS"] = ["api-key-set"],
        ["KEY"] = ["api-key"],
        ["SUBSCRIPTION"] = ["subscription", "sub-start", "sub-end", "sub-cancel", "sub-renewal"],
        ["PURCHASE"] = ["purchase", "subscription", "otp", "sub-start"],
        ["CHANGE"] = ["item-change"],
        ["INVOICE"] = ["invoice"],
        ["TRANSACTION"] = ["transaction"],
        ["REPLAY"] = ["session-replay"],
        ["CHUNK"] = ["session-replay-chunk"],
        ["PREFERENCE"] = ["notification-preference"],
        ["MAIL"] = ["mail"],
        ["CODE"] = ["verification-code"],
        ["ROW"] = ["deleted-row"],
        ["REQUEST"] = ["outgoing-request"],
        ["ACCOUNT"] = ["oauth-account"],
        ["ATTEMPT"] = ["cli-auth-attempt"],
        ["ENTRY"] = ["vault-entry"],
        ["CONVERSATION"] = ["conversation"],
        ["CHANNEL"] = ["contact-channel"],
        ["INDEX"] = ["index"],
        ["TABLE"] = ["table", "engine-table"],
        ["ID"] = [],
    };

    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["user"] = "\"ProjectUser\" WHERE \"projectUserId\"",
        ["team"] = "\"Team\" WHERE \"teamId\"",
        ["tenancy"] = "\"Tenancy\" WHERE id",
        ["contact-channel"] = "\"ContactChannel\" WHERE id",
        ["auth-method"] = "\"AuthMethod\" WHERE id",
        ["oauth-account"] = "\"ProjectUserOAuthAccount\" WHERE id",
        ["oauth-token"] = "\"OAuthToken\" WHERE id",
        ["oauth-access-token"] = "\"OAuthAccessToken\" WHERE id",
        ["refresh-token"] = "\"ProjectUserRefreshToken\" WHERE id",
        ["api-key"] = "\"ProjectApiKey\" WHERE id",
        ["api-key-set"] = "\"ApiKeySet\" WHERE id",
        ["subscription"] = "\"Subscription\" WHERE id",
        ["purchase"] = "\"OneTimePurchase\" WHERE id",
        ["product-version"] = "\"ProductVersion\" WHERE \"productVersionId\"",
        ["item-change"] = "\"ItemQuantityChange\" WHERE id",
        ["invoice"] = "\"SubscriptionInvoice\" WHERE id",
        ["mail"] = "\"EmailOutbox\" WHERE id",
        ["email-draft"] = "\"EmailDraft\" WHERE id",
        ["session-replay"] = "\"SessionReplay\" WHERE id",
        ["session-replay-chunk"] = "\"SessionReplayChunk\" WHERE id",
        ["notification-preference"] = "\"UserNotificationPreference\" WHERE id",
        ["verification-code"] = "\"VerificationCode\" WHERE id",
        ["vault-entry"] = "\"DataVaultEntry\" WHERE id",
        ["deleted-row"] = "\"DeletedRow\" WHERE id",
        ["outgoing-request"] = "\"OutgoingRequest\" WHERE id",
    };

    private readonly List<(string Kind, string Id)> _named =
    [
        .. Reference().Matches($"{finding.Subject} {finding.Root} {finding.Message}")
            .Select(named => (named.Groups[1].Value, named.Groups[2].Value)),
    ];

    /// <summary>Which names in a query stand for ids.</summary>
    public static IReadOnlyCollection<string> Names => [.. Kinds.Keys, "PROJECT", "TENANCY"];

    /// <summary>
    /// The queries for which the finding has all ids, and one for the row itself where none of them is for it; null: there are none.
    /// </summary>
    public string? Of(string queries)
    {
        var filled = new List<string>();
        var parts = queries.Split(OfClickHouse, 2);
        filled.AddRange(Statements(parts[0]).Select(Filled).OfType<string>());
        var (kind, id) = _named.FirstOrDefault();
        if (kind is not null && Tables.TryGetValue(kind, out var table) && Key().IsMatch(id)
            && !filled.Exists(query => query.Contains(id, StringComparison.Ordinal)))
            filled.Add($"SELECT * FROM {table} = '{id}';");
        if (parts.Length > 1)
        {
            // psql takes only what is not behind a comment.
            filled.AddRange(Statements(parts[1]).Select(FilledWithoutTenancy).OfType<string>()
                .Select(query => $"{OfClickHouse}: {query.Replace("\n", " ", StringComparison.Ordinal)}"));
        }

        return filled.Count == 0 ? null : string.Join('\n', filled);
    }

    private static IEnumerable<string> Statements(string queries) =>
        Statement().Matches(queries).Select(statement => statement.Value.Trim()).Where(statement => statement.Length > 0);

    private string? FilledWithoutTenancy(string query) => query.Contains("'TENANCY'", StringComparison.Ordinal) ? null : Filled(query);

    private string? Filled(string query)
    {
        var isComplete = true;
        var filled = Text().Replace(query, text => text.Value == "'TENANCY'" && IdOf("tenancy") is null && finding.Project is { } project
            ? $"(SELECT id FROM \"Tenancy\" WHERE \"projectId\" = '{Escaped(project)}' "
                + "AND \"branchId\" = 'main' AND \"hasNoOrganization\" = 'TRUE')"
            : Name().Replace(text.Value, name => Names.Contains(name.Value) ? Id(name.Value) : name.Value));
        return isComplete ? filled : null;

        string Id(string name)
        {
            if (IdFor(name) is { } id) return Escaped(id);
            isComplete = false;
            return name;
        }
    }

    private string? IdFor(string name) => name switch
    {
        "PROJECT" => finding.Project ?? IdOf("project"),
        "TENANCY" => IdOf("tenancy"),
        "ID" => _named.Count > 0 ? _named[0].Id : null,
        // A column is named with its table.
        "TABLE" => IdOf(Kinds[name]) ?? IdOf("column")?.Split('.')[0],
        _ => IdOf(Kinds[name]),
    };

    private string? IdOf(params IReadOnlyList<string> kinds) =>
        _named.Where(named => kinds.Contains(named.Kind)).Select(named => named.Id).FirstOrDefault();

    private static string Escaped(string id) =>
        id.Replace("'", "''", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal);

    [GeneratedRegex(@"\b([a-z][a-z-]*):([^\s,;()]+)")]
    private static partial Regex Reference();

    // A UUID, or the hash of a product version.
    [GeneratedRegex("^[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}$|^[0-9a-f]{64}$")]
    private static partial Regex Key();

    // A text, or the name of a table that is not known.
    [GeneratedRegex("'[^']*'|\"[A-Z]+\"")]
    private static partial Regex Text();

    [GeneratedRegex("(?<![A-Za-z_])[A-Z]+(?![A-Za-z_])")]
    private static partial Regex Name();

    [GeneratedRegex("[^;]+;")]
    private static partial Regex Statement();
}
