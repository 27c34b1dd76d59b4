using System.Security.Cryptography;
using System.Text;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>
/// Remembers differences that were reported, since one change shows in many answers: a new user in four of its own and in three lists. When
/// there are too many to remember, further ones are reported again rather than lost.
/// </summary>
internal sealed class ReportedDifferences
{
    private const int MaxRemembered = 100_000;
    private const string Removed = "removed";
    private const string Added = "added";
    private readonly Lock _gate = new();
    private readonly HashSet<ulong> _seen = [];

    /// <summary>How often a difference was seen that had been reported.</summary>
    public long Repeats { get; private set; }

    /// <summary>Whether it is new that something is not there any more.</summary>
    public bool IsNewlyRemoved(string project, string subject) => IsNew(project, subject, Removed);

    /// <summary>Whether it is new that something was not there when the snapshot was saved.</summary>
    public bool IsNewlyAdded(string project, string subject) => IsNew(project, subject, Added);

    /// <summary>Whether it was reported that something came or went; if so, what shows it once more is counted as a repeat.</summary>
    public bool HasComeOrGone(string project, string subject)
    {
        lock (_gate)
        {
            if (!_seen.Contains(Hash(project, subject, Removed)) && !_seen.Contains(Hash(project, subject, Added))) return false;
            Repeats++;
            return true;
        }
    }

    /// <summary>Whether the difference is a new one.</summary>
    public bool IsNew(params ReadOnlySpan<string?> parts)
    {
        var hash = Hash(parts);
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

    private static ulong Hash(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part?.Length ?? -1).Append(':').Append(part);
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
