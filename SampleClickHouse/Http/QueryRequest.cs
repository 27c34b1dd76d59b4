using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SampleClickHouse.Http;

/// <summary>A query as it comes over HTTP.</summary>
/// <param name="Sql">The parameter <c>query</c> and the body, as one text: an INSERT has its data in the body.</param>
/// <param name="Format">The format of the result where the query names none.</param>
/// <param name="Database">The current database.</param>
/// <param name="Parameters">The values of <c>{name:Type}</c> in the query.</param>
/// <param name="Settings">Settings for this query, in the order in which they came.</param>
/// <param name="WaitsForEnd">Whether the answer begins only when the whole result is there: no error is in the middle.</param>
internal sealed record QueryRequest(
    byte[] Sql,
    string Format,
    string Database,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<KeyValuePair<string, string>> Settings,
    bool WaitsForEnd)
{
    private const string ParameterPrefix = "param_";

    // What a server takes from the URL that is no setting of the query.
    private static readonly HashSet<string> NoSettings = new(StringComparer.Ordinal)
    {
        "query", "database", "default_format", "user", "password", "quota_key", "query_id", "session_timeout", "session_check",
        "stacktrace", "compress", "decompress", "buffer_size", "wait_end_of_query", "role", "client_protocol_version", "close_session",
    };

    /// <exception cref="ServerException">It asks for a session, which is not served here.</exception>
    public static async Task<QueryRequest> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var query = request.Query;
        if (query.ContainsKey("session_id"))
            throw new ServerException(48, "Sessions are not served here: each query has a connection of its own.", "NOT_IMPLEMENTED");

        var values = query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.LastOrDefault() ?? "")).ToList();
        return new(
            await TextAsync(request, cancel),
            First(query["default_format"], request.Headers["X-ClickHouse-Format"]) ?? "TabSeparated",
            First(query["database"], request.Headers["X-ClickHouse-Database"]) ?? "default",
            values.Where(pair => pair.Key.StartsWith(ParameterPrefix, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[ParameterPrefix.Length..], pair => pair.Value),
            [
                .. values.Where(pair => !pair.Key.StartsWith(ParameterPrefix, StringComparison.Ordinal) && !NoSettings.Contains(pair.Key)),
            ],
            query["wait_end_of_query"] == "1");
    }

    private static async Task<byte[]> TextAsync(HttpRequest request, CancellationToken cancel)
    {
        using var text = new MemoryStream();
        text.Write(Encoding.UTF8.GetBytes(request.Query["query"].LastOrDefault() ?? ""));
        var urlPart = text.Length;
        await using var body = request.Headers.ContentEncoding.ToString() switch
        {
            "" => request.Body,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
            "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
            var other => throw new ServerException(48, $"Unknown compression method: {other}", "NOT_IMPLEMENTED"),
        };
        if (urlPart > 0) text.WriteByte((byte)'\n');
        await body.CopyToAsync(text, cancel);
        return text.ToArray();
    }

    private static string? First(params IEnumerable<string?>[] places) =>
        places.SelectMany(values => values).FirstOrDefault(value => value is { Length: > 0 });
}
