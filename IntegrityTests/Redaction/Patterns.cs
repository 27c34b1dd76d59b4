using System.Buffers;
using System.Text.RegularExpressions;

namespace IntegrityTests.Redaction;

/// <summary>Masks what looks like a secret, known or not: Stripe keys, and passwords in connection strings and URLs.</summary>
internal static partial class Patterns
{
    /// <summary>A text without any of these holds no secret; for most texts, this one search is all there is to do.</summary>
    private static readonly SearchValues<string> Signs =
        SearchValues.Create(["sk_", "rk_", "whsec_", "password", "passwd", "pwd", "psw", "://"], StringComparison.OrdinalIgnoreCase);

    public static string Redact(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs)) return text;

        text = StripeKey().Replace(text, Secrets.Mask);
        text = UserInfo().Replace(text, Masked);
        return PasswordKeyword().Replace(text, Masked);
    }

    /// <summary>Passwords within a text that looks like a connection string.</summary>
    public static IEnumerable<string> PasswordsIn(string text) =>
        UserInfo().Matches(text).Concat(PasswordKeyword().Matches(text)).Select(match => match.Groups["secret"].Value);

    [GeneratedRegex("%[0-9A-F]{2}")]
    public static partial Regex PercentEncoded();

    private static string Masked(Match match)
    {
        var secret = match.Groups["secret"];
        var start = secret.Index - match.Index;
        return string.Concat(match.Value.AsSpan(0, start), Secrets.Mask, match.Value.AsSpan(start + secret.Length));
    }

    [GeneratedRegex("(?<![A-Za-z0-9])(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9_]+")]
    private static partial Regex StripeKey();

    /// <summary>
    /// The password of a URL. In a database's URL it ends at the last @, since an @ within it is often not encoded; in other URLs at the
    /// first.
    /// </summary>
    [GeneratedRegex("""(?:(?i:postgres|postgresql)://[^\s:/@"]*:(?<secret>[^\s"]*)@)|(?:://[^\s:/@?#"]*:(?<secret>[^\s/?#@"]*)@)""")]
    private static partial Regex UserInfo();

    [GeneratedRegex("""\b(?i:password|passwd|pwd|psw)\s*=\s*(?<secret>"(?:[^"]|"")*"|'(?:[^']|'')*'|["']?[^;&\s"']+)""")]
    private static partial Regex PasswordKeyword();
}
