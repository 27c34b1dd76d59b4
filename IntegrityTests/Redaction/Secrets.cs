using System.Buffers;
using System.Text;

namespace IntegrityTests.Redaction;

/// <summary>
/// Replaces secrets in a text by <see cref="Mask"/>: known ones in every spelling that they have in URLs, JSON and connection strings, and
/// whatever looks like a Stripe key or the password of a connection string. Thread-safe; a text without secrets is returned unchanged.
/// </summary>
/// <remarks>
/// A secret of fewer than 4 characters is not searched for by itself: <c>abc</c> or <c>1</c> would mask half of every text. Such a password
/// is still masked wherever it stands in a connection string. Redact a value before it is put into JSON: a secret that looks like JSON
/// would otherwise break the line.
/// </remarks>
public sealed class Secrets
{
    /// <summary>What a secret is replaced by.</summary>
    public const string Mask = "***";

    private const int Shortest = 4;

    private readonly Lock _adding = new();
    private volatile Known _known = Known.Nothing;

    /// <summary>Knows the given secrets from the start.</summary>
    public Secrets(IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (var secret in secrets) Add(secret);
    }

    /// <summary>
    /// Makes a secret known: a key, a password or a connection string, whose passwords are then known too. Does nothing if it is empty or
    /// already known.
    /// </summary>
    public void Add(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        lock (_adding) _known = _known.With(Spellings.Of(secret).Where(spelling => spelling.Length >= Shortest));
    }

    /// <summary>The text with every secret masked.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Patterns.Redact(_known.Redact(text));
    }

    /// <summary>The spellings known at one moment, longest first, and a searcher for all of them.</summary>
    private sealed class Known(string[] spellings)
    {
        public static readonly Known Nothing = new([]);

        private readonly SearchValues<string> _any = SearchValues.Create(spellings, StringComparison.Ordinal);

        public Known With(IEnumerable<string> more)
        {
            var all = spellings.Union(more, StringComparer.Ordinal).OrderByDescending(spelling => spelling.Length).ToArray();
            return all.Length == spellings.Length ? this : new Known(all);
        }

        public string Redact(string text)
        {
            var start = Next(text, 0);
            if (start < 0) return text;

            var result = new StringBuilder(text.Length);
            var copied = 0;
            while (start >= 0)
            {
                // Secrets may overlap: the masked stretch grows for as long as another one begins within it.
                var end = EndAt(text, start);
                var next = Next(text, start + 1);
                for (; next >= 0 && next < end; next = Next(text, next + 1))
                    end = Math.Max(end, EndAt(text, next));

                result.Append(text, copied, start - copied).Append(Mask);
                copied = end;
                start = next;
            }

            return result.Append(text, copied, text.Length - copied).ToString();
        }

        private int Next(string text, int from)
        {
            var offset = text.AsSpan(from).IndexOfAny(_any);
            return offset < 0 ? -1 : from + offset;
        }

        private int EndAt(string text, int start) =>
            start + Array.Find(spellings, spelling => text.AsSpan(start).StartsWith(spelling, StringComparison.Ordinal))!.Length;
    }
}
