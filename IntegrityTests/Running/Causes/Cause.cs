namespace IntegrityTests.Running.Causes;

/// <summary>What is behind findings: one damaged row or removed definition, or the same fault in many rows.</summary>
/// <param name="Text">The code that is nearest to the rows, and what it says, without ids and numbers: unique within a project.</param>
/// <param name="First">The first finding of that code.</param>
/// <param name="Severity">The worst of its findings.</param>
/// <param name="Findings">How many findings it has.</param>
/// <param name="Codes">How many of them each check reported.</param>
/// <param name="Subjects">The first few subjects of <see cref="First"/>'s check, each once.</param>
/// <param name="MoreSubjects">Whether there may be others.</param>
internal sealed record Cause(
    string Text,
    Finding First,
    Severity Severity,
    long Findings,
    IReadOnlyDictionary<string, long> Codes,
    IReadOnlyList<string> Subjects,
    bool MoreSubjects);

/// <summary>The causes of a run.</summary>
/// <param name="Kept">The worst first, then those with the most findings.</param>
/// <param name="Unsorted">Findings whose causes are not told apart, because there are too many.</param>
internal sealed record CauseList(IReadOnlyList<Cause> Kept, long Unsorted);
