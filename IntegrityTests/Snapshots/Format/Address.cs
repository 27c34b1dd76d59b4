namespace IntegrityTests.Snapshots.Format;

/// <summary>An endpoint without what only says which page of it was asked for.</summary>
/// <param name="Endpoint">Path and query without <c>limit</c> and <c>cursor</c>; what is saved.</param>
/// <param name="Limit">Items a page; null: all.</param>
/// <param name="Cursor">The cursor; null on the first page.</param>
/// <param name="List">The name of a list that is too long to be kept in memory, such as <c>default</c>; null for other answers.</param>
internal sealed record Address(string Endpoint, int? Limit, string? Cursor, string? List)
{
    private const string Users = "/api/v1/users";
    private const string Transactions = "/api/v1/internal/payments/transactions";

    public static Address Of(string endpoint)
    {
        var query = endpoint.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return new Address(endpoint, null, null, ListOf(endpoint, []));
        int? limit = null;
        string? cursor = null;
        var kept = new List<string>();
        foreach (var part in endpoint[(query + 1)..].Split('&'))
        {
            if (part.StartsWith("limit=", StringComparison.Ordinal)) limit = int.TryParse(part.AsSpan(6), out var number) ? number : null;
            else if (part.StartsWith("cursor=", StringComparison.Ordinal)) cursor = part[7..];
            else kept.Add(part);
        }

        var path = endpoint[..query];
        var name = kept.Count == 0 ? path : $"{path}?{string.Join('&', kept)}";
        return new Address(name, limit, cursor, ListOf(path, kept));
    }

    private static string? ListOf(string path, List<string> query) => path switch
    {
        Users => query.Count == 0 ? "default" : string.Join('_', query.Select(part => part.Split('=')[0])),
        Transactions => "transactions",
        _ => null,
    };
}
