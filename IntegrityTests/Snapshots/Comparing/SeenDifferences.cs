using System.Security.Cryptography;
using System.Text;

namespace IntegrityTests.Snapshots.Comparing;

/// <summary>
/// Remembers differences that were told, since one change shows in many answers: a new user in four of its own and in three lists. When
/// there are too many to remember, further ones are told again rather than lost.
/// </summary>
internal sealed class SeenDifferences
{
    private const int MaxRemembered = 100_000;
    private readonly Lock _gate = new();
    private readonly HashSet<ulong> _seen = [];

    /// <summary>How often a difference was seen that had been told.</summary>
    public long Repeats { get; private set; }

    /// <summary>Whether the difference is a new one.</summary>
    public bool IsNew(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part?.Length ?? -1).Append(':').Append(part);
        var hash = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        lock (_gate)
        {
            if (_seen.Contains(hash))
            {
                Repeats++;
                return false;
            }

            if (_seen.Count < MaxRemembered) _seen.Add(hash);
            return true;
        }
    }
}
