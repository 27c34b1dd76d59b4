using IntegrityTests.Running;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>
/// Differences that follow from something whole that came or went and is reported itself: the permissions in a team from the user who has
/// them, a membership from the team. Whether it did is known when everything was compared; until then they wait, but never more than some.
/// </summary>
/// <param name="reported">What was reported.</param>
internal sealed class DependentDifferences(ReportedDifferences reported)
{
    private const int MaxWaiting = 10_000;
    private readonly Lock _gate = new();
    private readonly List<(string Owner, Finding Finding)> _waiting = [];

    /// <summary>Takes a difference that is not a finding of its own if its owner came or went.</summary>
    /// <param name="owner">The subject of what it goes with.</param>
    /// <param name="finding">What to report otherwise.</param>
    /// <returns>Whether it was taken; false: there is no room, so report it.</returns>
    public bool Take(string owner, Finding finding)
    {
        if (IsReported(owner, finding)) return true;
        lock (_gate)
        {
            if (_waiting.Count == MaxWaiting) return false;
            _waiting.Add((owner, finding));
            return true;
        }
    }

    /// <summary>Everything was compared: reports what follows from nothing that was reported.</summary>
    public void Conclude(IFollowerReport report)
    {
        foreach (var (owner, finding) in _waiting)
            if (!IsReported(owner, finding)) report.Found(finding);
    }

    private bool IsReported(string owner, Finding finding) => reported.HasComeOrGone(finding.Project!, owner);
}
