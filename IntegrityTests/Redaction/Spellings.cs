using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrityTests.Connections;

namespace IntegrityTests.Redaction;

/// <summary>Every spelling under which a secret may appear in a text.</summary>
internal static class Spellings
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The secret itself and, if it is a connection string, the passwords within it; each as URLs, JSON and keywords spell it.
    /// </summary>
    public static IEnumerable<string> Of(string secret) =>
        Parts(secret).SelectMany(EachWay).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Parts(string secret)
    {
        yield return secret;
        foreach (var password in Patterns.PasswordsIn(secret)) yield return password;
        foreach (var part in ConnectionParts(secret)) yield return part;
    }

    private static string[] ConnectionParts(string secret)
    {
        try
        {
            var builder = ConnectionString.Read(secret);
            return [.. new[] { builder.ConnectionString, builder.Password, builder.SslPassword }.OfType<string>()];
        }
        catch (FormatException)
        {
            // A key is not a connection string; what looks like a password in a broken one was found by its pattern.
            return [];
        }
    }

    private static IEnumerable<string> EachWay(string secret)
    {
        var percent = Uri.EscapeDataString(secret);
        string[] plain =
        [
            secret,
            percent,
            percent.Replace("%20", "+", StringComparison.Ordinal),
            LowerHex(percent),
            secret.Replace("\"", "\"\"", StringComparison.Ordinal),
            secret.Replace("'", "''", StringComparison.Ordinal),
        ];
        return plain.Concat(plain.Select(text => Json(text, null))).Concat(plain.Select(text => Json(text, Relaxed)));
    }

    private static string Json(string text, JsonSerializerOptions? options) => JsonSerializer.Serialize(text, options)[1..^1];

    private static string LowerHex(string percent) =>
        Patterns.PercentEncoded().Replace(percent, match => match.Value.ToLowerInvariant());
}
