using System.Text.Json.Nodes;

namespace IntegrityTests.Running;

/// <summary>Something that is not as it should be.</summary>
public sealed record Finding
{
    /// <summary>The code of the check that found it.</summary>
    public required string Code { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The id of the project; left null, it is taken from the row's partition where there is one.</summary>
    public string? Project { get; init; }

    /// <summary>The name of the project; left null, it is taken from the row's partition where there is one.</summary>
    public string? ProjectName { get; init; }

    /// <summary>
    /// Whether it counts although it is gone when looked at again. Default: it does not, because rows may have changed meanwhile.
    /// </summary>
    internal Holds Holds { get; init; }

    /// <summary>What it is about, as kind and id, such as <c>user:6fbb...</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>
    /// The row that showed it, where that is not the <see cref="Subject"/> and its check asks per row, such as <c>user:6fbb...</c>.
    /// </summary>
    internal string? Row { get; init; }

    /// <summary>The address that was asked, where one was.</summary>
    public string? Endpoint { get; init; }

    /// <summary>What is wrong, as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// What leaves it behind, where the check knows more than one cause: findings of severity <see cref="Severity.Info"/> are summed up
    /// by project, code and cause. A few words without ids, such as <c>its user was deleted</c>. Default: null.
    /// </summary>
    public string? Cause { get; init; }

    /// <summary>
    /// What it follows from, as kind and id, where the check knows that its subject is not what is damaged: a user that is gone, a
    /// permission that is not defined. Findings of a project that follow from the same have one cause. Default: null, the subject itself.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>
    /// What tells it from other findings of the same check about the same subject and place, such as the permission that is not defined:
    /// the baseline knows a finding by it. Without what differs from run to run, such as counts and times, and without personal data.
    /// Null, the default: nothing is needed.
    /// </summary>
    public string? Value { get; init; }

    /// <summary>Whether the run's baseline lists it, so that it does not fail the row.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether the check itself failed, which says nothing about the data and is never known.</summary>
    internal bool IsOfTheCheck { get; init; }

    /// <summary>
    /// Whether the same finding may name another <see cref="Endpoint"/> in the next run, because several answers show it and the first one
    /// is named. The baseline then does not go by it. Default: false.
    /// </summary>
    public bool IsOfAnyEndpoint { get; init; }

    /// <summary>The JSON path of the value that differs; null when it is not about one value.</summary>
    public string? Path { get; init; }

    /// <summary>What <see cref="Expected"/> and <see cref="Actual"/> say about a person. Default: they are ready to be shown.</summary>
    public Privacy Privacy { get; init; }

    /// <summary>What the value should be. With a <see cref="Path"/>, null means JSON's null.</summary>
    public JsonNode? Expected { get; init; }

    /// <summary>What the value is. With a <see cref="Path"/>, null means JSON's null.</summary>
    public JsonNode? Actual { get; init; }
}

/// <summary>Whether a finding counts although it is gone when looked at again.</summary>
internal enum Holds
{
    /// <summary>It may have been a change of rows: they have to say the same before and after the answer.</summary>
    UnlessRowsChanged,

    /// <summary>What the answer has too much may have come after the rows were read, and may be gone when they are read again.</summary>
    UnlessItCameAndWent,

    /// <summary>Only that the row itself was deleted meanwhile explains it: another status, or text that no client can read.</summary>
    UnlessGone,

    /// <summary>Nothing explains it: an answer about somebody or something else.</summary>
    Always,
}

/// <summary>What the values of a finding say about a person.</summary>
public enum Privacy
{
    /// <summary>Whoever reported them has made them ready to be shown.</summary>
    Ready,

    /// <summary>They say nothing about anybody; <see cref="RunSettings.Show"/> may shorten them.</summary>
    Impersonal,

    /// <summary>They are somebody's personal data, which <see cref="RunSettings.Show"/> may hide.</summary>
    Personal,
}

/// <summary>How bad a finding is; ordered, so that it can be compared with a threshold.</summary>
public enum Severity
{
    /// <summary>
    /// What the platform itself leaves behind: true, but not damage. Reported as one line per project, code and cause, with the number
    /// of findings and the first three. It fails the run only if <see cref="RunSettings.FailOn"/> says so.
    /// </summary>
    Info,

    /// <summary>May be intended. It fails the run only if <see cref="RunSettings.FailOn"/> says so.</summary>
    Warning,

    /// <summary>The deployment contradicts itself or a rule.</summary>
    Error,
}
