using System.Globalization;
using IntegrityTests.Connections;

namespace IntegrityTests.Options;

/// <summary>The form of a value.</summary>
/// <typeparam name="T">What the value becomes.</typeparam>
/// <param name="Expected">The form in words, with an example.</param>
/// <param name="Read">
/// Reads a value; the second text is the folder that relative paths start from. Throws <see cref="FormatException"/>, whose message says
/// what is wrong without repeating a secret.
/// </param>
internal sealed record Form<T>(string Expected, Func<string, string, T> Read)
{
    public Form(string expected, Func<string, T> read)
        : this(expected, (text, _) => read(text))
    {
    }
}

/// <summary>The forms of all values but paths.</summary>
internal static class Forms
{
    /// <summary>So many parts a run may have.</summary>
    public const int MostShards = 100_000;

    private const int ShortestSnapshotKey = 16;
    private static readonly string[] ApiVersions = ["/api/v1", "/api/latest"];
    private const int NativePort = 9000;
    private const int SecureNativePort = 9440;
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    private static readonly string[] Moments =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];

    public static Form<string> Database { get; } =
        new(ConnectionString.Expected, text => ConnectionString.Read(text).ConnectionString);

    /// <summary>
    /// The base URL of the API. The host is used as given, and a path prefix is kept; <c>/api/v1</c> or <c>/api/latest</c> at the end
    /// has one possible meaning and is removed. Ends with a slash.
    /// </summary>
    public static Form<Uri> BaseUrl { get; } =
        new("an absolute http or https URL without user, query and fragment, such as https://api.example.com", ReadUrl);

    public static Form<Uri> StripeUrl { get; } =
        new("an absolute https URL, such as https://api.stripe.com; http only for this machine", ReadStripeUrl);

    /// <summary>A key that is sent in an HTTP header.</summary>
    public static Form<string> AdminKey { get; } =
        new("a key of visible ASCII characters without spaces, as it stands in the deployment's own settings", ReadHeaderValue);

    public static Form<string> StripeKey { get; } =
        new("a secret or restricted key of Stripe, such as sk_live_... or rk_live_...", ReadHeaderValue);

    /// <summary>Where ClickHouse answers over HTTP. A path prefix is kept. Ends with a slash.</summary>
    public static Form<Uri> ClickHouseUrl { get; } =
        new("an absolute http or https URL without user, query and fragment, such as https://clickhouse.example.com:8443",
            ReadClickHouseUrl);

    public static Form<string> ClickHouseUser { get; } =
        new("a user name, such as stackframe", text => text.Any(char.IsControl)
            ? throw new FormatException("contains a control character")
            : text);

    public static Form<string> ClickHousePassword { get; } =
        new("a password without line breaks, as it stands in the deployment's own settings", text => text.Any(char.IsControl)
            ? throw new FormatException("contains a line break or another control character")
            : text);

    public static Form<string> SnapshotKey { get; } =
        new("a secret text of at least 16 characters, such as the output of openssl rand -hex 32", text =>
            text.Length >= ShortestSnapshotKey ? text : throw new FormatException($"has fewer than {ShortestSnapshotKey} characters"));

    /// <summary>
    /// Project ids, each once. An id is any text without white space and commas: most are UUIDs, but <c>internal</c> is one too, and the
    /// column is text (source: docs/platform.md, Database conventions). A UUID may be in upper case.
    /// </summary>
    public static Form<IReadOnlyList<string>> ProjectIds { get; } =
        new("project ids, separated by commas, such as internal,6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", ReadProjectIds);

    /// <summary>A shard; null where it is to be taken from what starts the machines.</summary>
    public static Form<Shard?> Shard { get; } =
        new("the number of this shard, a slash and the number of shards, such as 2/8; or auto", text =>
            text.Equals("auto", StringComparison.OrdinalIgnoreCase) ? null : ReadShard(text));

    public static Form<TimeSpan> UpToTenMinutes { get; } =
        new("a whole number of seconds, or one with the unit ms, s or m, from 1ms to 10m, such as 30, 30s, 500ms or 2m", ReadDuration);

    public static Form<DateTimeOffset> MomentInUtc { get; } =
        new("a moment in UTC in ISO 8601, such as 2026-11-22T08:05:37.902Z", text =>
            DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment
                : throw new FormatException("is not a moment in UTC"));

    public static Form<bool> YesOrNo { get; } = new("yes or no", text => text.ToUpperInvariant() switch
    {
        "YES" or "TRUE" or "1" => true,
        "NO" or "FALSE" or "0" => false,
        _ => throw new FormatException("is neither yes nor no"),
    });

    public static Form<int> AtLeastOne(int example) =>
        new(FormattableString.Invariant($"a whole number of at least 1, such as {example}"), text => ReadNumber(text, int.MaxValue));

    public static Form<int> UpTo(int largest, int example) =>
        new(FormattableString.Invariant($"a whole number from 1 to {largest}, such as {example}"), text => ReadNumber(text, largest));

    /// <summary>One of several words, in upper or lower case, each of which means a value.</summary>
    public static Form<T> OneOf<T>(params (string Word, T Value)[] choices)
    {
        var words = choices.Select(choice => choice.Word).ToArray();
        return new($"{string.Join(", ", words[..^1])} or {words[^1]}", text =>
            Array.FindIndex(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is var index and >= 0
                ? choices[index].Value
                : throw new FormatException("is not one of the allowed values"));
    }

    private static Uri ReadUrl(string text)
    {
        var address = ReadAddress(text).AbsoluteUri.TrimEnd('/');
        if (ApiVersions.FirstOrDefault(version => address.EndsWith(version, StringComparison.OrdinalIgnoreCase)) is { } slip)
            address = address[..^slip.Length].TrimEnd('/');
        return new Uri(address + "/");
    }

    private static Uri ReadClickHouseUrl(string text)
    {
        var url = ReadAddress(text);
        return url.Port is NativePort or SecureNativePort
            ? throw new FormatException($"has port {url.Port}, which is that of ClickHouse's own protocol; over HTTP it is 8123, or 8443")
            : new Uri(url.AbsoluteUri.TrimEnd('/') + "/");
    }

    private static Uri ReadAddress(string text)
    {
        if (text.Any(char.IsWhiteSpace) || !Uri.TryCreate(text, UriKind.Absolute, out var url))
            throw new FormatException("is not an absolute URL");
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) throw new FormatException("is neither http nor https");
        if (url.UserInfo.Length > 0) throw new FormatException("contains a user or a password");
        if (text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal))
            throw new FormatException("contains a query or a fragment");
        return url;
    }

    private static Uri ReadStripeUrl(string text)
    {
        var url = ReadUrl(text);
        return url.Scheme == Uri.UriSchemeHttps || url.IsLoopback
            ? url
            : throw new FormatException("uses http, which would send the key unencrypted");
    }

    private static string ReadHeaderValue(string text) =>
        text.All(character => character is > ' ' and < '\x7f')
            ? text
            : throw new FormatException("contains a space, a line break or a character that is not ASCII");

    private static IReadOnlyList<string> ReadProjectIds(string text)
    {
        var ids = text.Split(',', StringSplitOptions.TrimEntries);
        if (ids.Contains("")) throw new FormatException("has an empty entry");
        if (ids.Any(id => id.Any(char.IsWhiteSpace))) throw new FormatException("has white space within an id");
        return [.. ids.Select(Canonical).Distinct(StringComparer.Ordinal)];
    }

    // The column is text, and the platform writes UUIDs in lower case; some tools show them in upper case.
    private static string Canonical(string id) => Guid.TryParseExact(id, "D", out var uuid) ? uuid.ToString() : id;

    private static Shard ReadShard(string text)
    {
        if (text.Split('/') is not [var index, var of]) throw new FormatException("is not two numbers with a slash between them");
        var shard = new Shard(ReadNumber(index, MostShards), ReadNumber(of, MostShards));
        return shard.Index <= shard.Of
            ? shard
            : throw new FormatException("has a shard number that is greater than the number of shards");
    }

    private static TimeSpan ReadDuration(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "" or "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            _ => throw new FormatException("is not a duration"),
        };
        var duration = unit * (double)ReadNumber(text[..digits], int.MaxValue);
        return duration <= LongestTimeout ? duration : throw new FormatException("is too long");
    }

    // Digits only: a sign, a point or a space is more likely a slip than intended.
    internal static int ReadNumber(string text, int largest)
    {
        if (!text.All(char.IsAsciiDigit) || text.Length == 0) throw new FormatException("is not a whole number");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > largest)
            throw new FormatException("is too large");
        return number > 0 ? number : throw new FormatException("is too small");
    }
}
