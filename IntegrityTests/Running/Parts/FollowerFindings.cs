namespace IntegrityTests.Running.Parts;

/// <summary>
/// What a follower found in parts of a run, each once: a change may show in the share of several parts, and what goes with something that
/// came or went is known only when all of them were read. Bounded; what is beyond is told again rather than lost.
/// </summary>
/// <param name="settings">Say which finding is about something that came or went.</param>
internal sealed class FollowerFindings(UnionSettings settings)
{
    private const int MaxRemembered = 100_000;
    private const int MaxWaiting = 10_000;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly HashSet<(string? Project, string Subject)> _comeOrGone = [];
    private readonly List<(Finding Finding, bool IsKnown)> _waiting = [];

    /// <summary>Whether a finding is to be told now.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isKnown">Whether it was known in its part.</param>
    public bool IsToTell(Finding finding, bool isKnown)
    {
        if (settings.HasComeOrGone(finding) && _comeOrGone.Count < MaxRemembered) _comeOrGone.Add((finding.Project, finding.Subject));
        if (finding.Root is not null && _waiting.Count < MaxWaiting)
        {
            _waiting.Add((finding, isKnown));
            return false;
        }

        return IsNew(finding);
    }

    /// <summary>All parts were read: those that waited and go with nothing that came or went.</summary>
    public IEnumerable<(Finding Finding, bool IsKnown)> Rest() =>
        _waiting.Where(one => !_comeOrGone.Contains((one.Finding.Project, one.Finding.Root!)) && IsNew(one.Finding));

    private bool IsNew(Finding finding)
    {
        // A value that differs shows in answers to several questions; of what has no place in an answer, each answer tells its own.
        var endpoint = finding.Path is null && !settings.HasComeOrGone(finding) ? finding.Endpoint : null;
        // Values are not looked at: each part hides personal ones under marks of its own.
        var key = string.Join('\n', finding.Code, finding.Project, finding.Subject, finding.Path, endpoint, finding.Message);
        return _told.Count < MaxRemembered ? _told.Add(key) : !_told.Contains(key);
    }
}
