namespace IntegrityTests.Running.Reporting;

/// <summary>
/// What checks left out because another check reports the cause, and whether that check did. Where it did not, because it was not run or
/// saw something else, what was left out is not verified. Safe for several threads.
/// </summary>
internal sealed class Reliance
{
    // Beyond so many projects with findings of one check nothing more is remembered, and what relies on it counts as reported.
    private const int MaxRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<string>> _reported = new(StringComparer.Ordinal);
    private readonly HashSet<(string By, string On, string? Project)> _relied = [];

    /// <summary>
    /// What relies on a check that reported nothing of the project: who left something out, on whom it relied, and where.
    /// </summary>
    public IReadOnlyList<(string By, string On, string? Project)> Unfounded
    {
        get
        {
            lock (_gate) return [.. _relied.Where(relied => !IsReported(relied.On, relied.Project)).Order()];
        }
    }

    /// <summary>Notes that a check reported something.</summary>
    public void Reported(string code, string? project)
    {
        lock (_gate)
        {
            if (!_reported.TryGetValue(code, out var projects)) _reported[code] = projects = new(StringComparer.Ordinal);
            if (projects.Count < MaxRemembered) projects.Add(project ?? "");
        }
    }

    /// <summary>Notes that a check left something out.</summary>
    /// <param name="by">The check.</param>
    /// <param name="on">The check that reports the cause.</param>
    /// <param name="project">The project; null where the test case has all of them.</param>
    public void Relied(string by, string on, string? project)
    {
        lock (_gate)
            if (_relied.Count < MaxRemembered) _relied.Add((by, on, project));
    }

    private bool IsReported(string code, string? project) =>
        _reported.TryGetValue(code, out var projects)
        && (project is null || projects.Contains(project) || projects.Count == MaxRemembered);
}
