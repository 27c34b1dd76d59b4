using System.Text.RegularExpressions;

namespace IntegrityTests.Running.Causes;

/// <summary>By what findings are found to have one cause.</summary>
/// <param name="Code">The check.</param>
/// <param name="Project">The project.</param>
/// <param name="Reason">What the check says, without what differs from row to row.</param>
internal sealed partial record CauseKey(string Code, string? Project, string Reason)
{
    private const int MaxReason = 200;
    private const int MaxNamed = 3;

    /// <summary>The cause that a finding has as long as nothing nearer to the rows explains it.</summary>
    public static CauseKey Of(Finding finding)
    {
        var named = Id().Replace(Reference().Replace(finding.Message, "$1:*"), "*");
        var reason = Number().Replace(Request().Replace(named, ""), "#");
        return new(finding.Code, finding.Project, reason.Length <= MaxReason ? reason : string.Concat(reason.AsSpan(0, MaxReason), "..."));
    }

    /// <summary>
    /// What is damaged: what the finding follows from, or its subject. An id alone, because a purchase is a subscription in its row and a
    /// transaction in a list.
    /// </summary>
    public static string RowOf(Finding finding) => RowOf(finding.Root ?? finding.Subject);

    /// <summary>What the finding is about, whatever it follows from.</summary>
    public static string SubjectOf(Finding finding) => RowOf(finding.Subject);

    /// <summary>Other rows that its sentence names, the first few.</summary>
    public static IReadOnlyList<string> NamedBy(Finding finding) =>
        finding.Root is null ? [.. Id().Matches(finding.Message).Take(MaxNamed).Select(id => id.Value)] : [];

    /// <summary>The text that names the cause within its project.</summary>
    public override string ToString() => $"{Code}: {Reason}";

    private static string RowOf(string subject) => OneId().Match(subject) is { Success: true } row ? row.Groups["id"].Value : subject;

    [GeneratedRegex(@"\b([a-z][a-z-]*):[^\s,;()]+")]
    private static partial Regex Reference();

    // One that is named by several ids, such as a membership, is by all of them together.
    [GeneratedRegex("^[a-z-]+:(?<id>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$")]
    private static partial Regex OneId();

    [GeneratedRegex("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Id();

    // Names one answer and nothing that is wrong with it.
    [GeneratedRegex(@",? request ID \S+")]
    private static partial Regex Request();

    // Not within a name, such as oauth2.
    [GeneratedRegex(@"(?<![\w.])-?\d(?:[\d.,:]*\d)?(?!\w)")]
    private static partial Regex Number();
}
