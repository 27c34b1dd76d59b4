using IntegrityTests.Redaction;
using IntegrityTests.Running.Causes;

namespace IntegrityTests.Running.Reporting;

/// <summary>Causes as people read them.</summary>
internal static class CauseText
{
    /// <summary>What is wrong, where, and how often, in one line.</summary>
    public static string Headline(Cause cause) => Printable.Line(
        $"{FindingText.Name(cause.Severity)}: {Quantity.Of(cause.Findings, "finding")}{Place(cause.First)}: {What(cause)}");

    /// <summary>Who is concerned, and which other checks see it.</summary>
    public static string Concerned(Cause cause)
    {
        var others = cause.Codes.Where(code => code.Key != cause.First.Code).Select(code => $"{code.Key} ({code.Value})").ToList();
        return Printable.Line((cause.First.Root is { } root ? $"because of {root}: " : "")
            + string.Join(", ", cause.Subjects) + (cause.MoreSubjects ? ", ..." : "")
            + (others.Count > 0 ? $"; seen by {string.Join(", ", others)} too" : ""));
    }

    // One finding says it in its own words.
    private static string What(Cause cause) => cause.Findings == 1 || cause is { Subjects.Count: 1, MoreSubjects: false }
        ? $"{cause.First.Code}: {cause.First.Message}"
        : cause.Text;

    private static string Place(Finding first) => first.Project is null ? "" : $" in {first.ProjectName} ({first.Project})";
}

/// <summary>What a finding means and how to look into it, as people read it.</summary>
internal static class MeaningText
{
    /// <summary>A line with the title, one with the meaning, and the queries, which can be pasted.</summary>
    public static IEnumerable<string> Of(string code, Explanation meaning)
    {
        yield return $"{code} proves: {meaning.Title}";
        yield return meaning.Meaning;
        if (meaning.Sql is null) yield break;
        yield return "To look into it:";
        foreach (var line in meaning.Sql.Split('\n')) yield return "  " + line;
    }
}
