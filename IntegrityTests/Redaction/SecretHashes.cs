using System.Security.Cryptography;
using System.Text;

namespace IntegrityTests.Redaction;

/// <summary>
/// Which values of answers are secrets, and what stands in a snapshot in their place: a keyed hash, or, without a key, a mark that
/// equals every other. Snapshots never hold them.
/// </summary>
/// <param name="key">The key of the hashes; null: there is none.</param>
internal sealed class SecretHashes(string? key)
{
    /// <summary>What stands in the place of a secret that nothing can be said about.</summary>
    public const string Mark = "<secret>";

    private const int ShownBytes = 16;

    /// <summary>
    /// A string is a secret when its key, or one above it, ends in one of these; case, _ and - do not matter. docs/snapshots.md lists them.
    /// </summary>
    public static readonly IReadOnlyList<string> Endings =
    [
        "secret", "password", "passwordhash", "passphrase", "token", "apikey", "secretkey", "privatekey", "serverkey", "adminkey",
        "clientkey", "connectionstring", "connectionstrings", "secretbase32", "credentials", "authorization", "cookie",
    ];

    private readonly byte[]? _key = key is null ? null : Encoding.UTF8.GetBytes(key);
    private long _unhashed;

    /// <summary>Secrets that were left out without a hash.</summary>
    public long Unhashed => Interlocked.Read(ref _unhashed);

    /// <summary>A fingerprint that tells keys apart, from which no key can be derived; null without a key.</summary>
    public string? Fingerprint => _key is null ? null : Hash("integrity snapshot key"u8)[..16];

    /// <summary>Whether strings under this key are secrets.</summary>
    public static bool IsSecret(string name)
    {
        Span<char> letters = stackalloc char[Math.Min(name.Length, 64)];
        var length = 0;
        foreach (var letter in name.AsSpan(Math.Max(0, name.Length - letters.Length)))
            if (letter is not ('_' or '-')) letters[length++] = char.ToLowerInvariant(letter);
        foreach (var ending in Endings)
            if (letters[..length].EndsWith(ending)) return true;
        return false;
    }

    /// <summary>What is written in the place of a secret.</summary>
    public string Replace(string value)
    {
        if (IsReplaced(value)) return value;
        if (_key is not null) return $"<secret #{Hash(Encoding.UTF8.GetBytes(value))}>";
        Interlocked.Increment(ref _unhashed);
        return Mark;
    }

    // A saved answer is read and written again where more is to be ignored than when it was saved.
    private static bool IsReplaced(string value) =>
        value == Mark
        || (value.StartsWith("<secret #", StringComparison.Ordinal)
            && value.Length == 2 * ShownBytes + 10
            && value[9..^1].All(char.IsAsciiHexDigitLower));

    /// <summary>The keyed hash of some text.</summary>
    public string Hash(ReadOnlySpan<byte> text) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(_key ?? throw new InvalidOperationException("There is no key."), text).AsSpan(0, ShownBytes));
}
