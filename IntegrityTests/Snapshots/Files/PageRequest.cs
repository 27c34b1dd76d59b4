using IntegrityTests.Deployment.Api;

namespace IntegrityTests.Snapshots.Files;

/// <summary>What was asked, with what only says which page of it was asked for held apart.</summary>
/// <param name="Path">Path and query without <c>limit</c> and <c>cursor</c>; what is saved as a line's endpoint.</param>
/// <param name="Limit">Items per page; null: all.</param>
/// <param name="Cursor">The cursor; null on the first page.</param>
/// <param name="Endpoint">The endpoint; null when the suite does not know it.</param>
/// <param name="LongList">The name of a list that is too long to be kept in memory, such as <c>default</c>; null for other answers.</param>
internal sealed record PageRequest(string Path, int? Limit, string? Cursor, ApiEndpoint? Endpoint, string? LongList)
{
    public static PageRequest Of(string pathAndQuery)
    {
        int? limit = null;
        string? cursor = null;
        var filters = new List<string>();
        var query = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        foreach (var part in query < 0 ? [] : pathAndQuery[(query + 1)..].Split('&'))
        {
            if (part.StartsWith("limit=", StringComparison.Ordinal)) limit = int.TryParse(part.AsSpan(6), out var number) ? number : null;
            else if (part.StartsWith("cursor=", StringComparison.Ordinal)) cursor = part[7..];
            else filters.Add(part);
        }

        var path = query < 0 ? pathAndQuery : pathAndQuery[..query];
        if (filters.Count > 0) path += $"?{string.Join('&', filters)}";
        var endpoint = ApiEndpoint.Find(path);
        var isLong = endpoint is { ListsProject: true, PageSize: > 0 };
        return new PageRequest(path, limit, cursor, endpoint, isLong ? NameOf(endpoint!, filters) : null);
    }

    private static string NameOf(ApiEndpoint list, List<string> filters) =>
        filters.Count > 0 ? string.Join('_', filters.Select(filter => filter.Split('=')[0]))
        : list.HasFilters ? "default"
        : list.List!;
}
