using System.Buffers;
using System.Text.RegularExpressions;

namespace IntegrityTests.Redaction;

/// <summary>What is a secret by its looks, whoever it belongs to.</summary>
internal static partial class Patterns
{
    /// <summary>Without one of these there is nothing to find; this one search is all that most texts cost.</summary>
    private static readonly SearchValues<string> Signs =
        SearchValues.Create(["sk_", "rk_", "whsec_", "password", "passwd", "pwd", "psw", "://"], StringComparison.OrdinalIgnoreCase);

    public static string Redact(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs))
            return text;

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
        return string.Concat(match.Value.AsSpan(0, secret.Index - match.Index), Secrets.Mask, match.Value.AsSpan(secret.Index - match.Index + secret.Length));
    }

    [GeneratedRegex("(?<![A-Za-z0-9])(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9_]+")]
    private static partial Regex StripeKey();

    /// <summary>The password of a URL: in a database's, up to the last @, since people forget to encode it; in others, up to the first.</summary>
    [GeneratedRegex("""(?:(?i:postgres|postgresql)://[^\s:/@"]*:(?<secret>[^\s"]*)@)|(?:://[^\s:/@?#"]*:(?<secret>[^\s/?#@"]*)@)""")]
    private static partial Regex UserInfo();

    [GeneratedRegex("""\b(?i:password|passwd|pwd|psw)\s*=\s*(?<secret>"(?:[^"]|"")*"|'(?:[^']|'')*'|["']?[^;&\s"']+)""")]
    private static partial Regex PasswordKeyword();
}
