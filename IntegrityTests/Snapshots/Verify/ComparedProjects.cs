using System.Collections.Concurrent;
using IntegrityTests.Running;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>Remembers of which projects every answer was compared, so that a known difference that did not occur is stale.</summary>
internal sealed class ComparedProjects
{
    private readonly ConcurrentDictionary<string, bool> _isWhole = new(StringComparer.Ordinal);

    /// <summary>Notes that answers of a project were compared.</summary>
    public void Compared(string project) => _isWhole.TryAdd(project, true);

    /// <summary>Notes that some answers of a project were not compared.</summary>
    public void LeftOut(string project) => _isWhole[project] = false;

    /// <summary>Reports what was compared as a whole; to be called when no more answers come.</summary>
    public void Conclude(IFollowerReport report)
    {
        if (_isWhole.IsEmpty) return;
        string?[] whole = _isWhole.Values.All(isWhole => isWhole)
            ? [null]
            : [.. _isWhole.Where(project => project.Value).Select(project => project.Key)];
        foreach (var project in whole)
        {
            report.Completed(DifferenceFindings.Differs, project);
            report.Completed(DifferenceFindings.NotSeen, project);
        }
    }
}
