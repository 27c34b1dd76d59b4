using IntegrityTests.Running;

namespace IntegrityTests.Snapshots.Comparing;

/// <summary>
/// Differences that go with something whole, which is told by itself when it came or went: the permissions in a team with the user who has
/// them, a membership with the team. Whether it did is known when everything was compared; until then they wait, but never more than some.
/// </summary>
/// <param name="seen">What was told.</param>
internal sealed class Consequences(SeenDifferences seen)
{
    private const int MaxWaiting = 10_000;
    private readonly Lock _gate = new();
    private readonly List<(string Owner, Finding Finding)> _waiting = [];

    /// <summary>Takes a difference that is none of its own if its owner came or went.</summary>
    /// <param name="owner">The subject of what it goes with.</param>
    /// <param name="finding">What to tell otherwise.</param>
    /// <returns>Whether it was taken; false: there is no room, so tell it.</returns>
    public bool Take(string owner, Finding finding)
    {
        if (IsTold(owner, finding)) return true;
        lock (_gate)
        {
            if (_waiting.Count == MaxWaiting) return false;
            _waiting.Add((owner, finding));
            return true;
        }
    }

    /// <summary>Everything was compared: tells what goes with nothing that was told.</summary>
    public void Conclude(IFollowerReport report)
    {
        foreach (var (owner, finding) in _waiting)
            if (!IsTold(owner, finding)) report.Found(finding);
    }

    private bool IsTold(string owner, Finding finding) => seen.HasComeOrGone(finding.Project!, owner);
}
