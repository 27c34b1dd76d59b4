using IntegrityTests.Redaction;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Notices;

/// <summary>Lines of the log that a service shows beside the job: one per cause, at most ten, as it shows no more of a step.</summary>
internal static class Annotations
{
    private const int Max = 10;
    private const int MaxLength = 1000;

    /// <summary>GitHub's workflow commands.</summary>
    public static IEnumerable<string> OfGitHub(CauseList causes, Severity failOn) => causes.Kept.Take(Max).Select(cause =>
        $"::{(cause.Severity >= failOn ? "error" : "warning")} title={Property(cause.First.Code)}::{Data(Message(cause))}");

    /// <summary>Azure's logging commands.</summary>
    public static IEnumerable<string> OfAzure(CauseList causes, Severity failOn) => causes.Kept.Take(Max).Select(cause =>
        $"##vso[task.logissue type={(cause.Severity >= failOn ? "error" : "warning")};code={AzureProperty(cause.First.Code)}]"
        + AzureData(Message(cause)));

    private static string Message(Cause cause)
    {
        var text = $"{CauseText.Headline(cause)}: {CauseText.Concerned(cause)}";
        return text.Length <= MaxLength ? text : Printable.Line(text[..MaxLength]) + "...";
    }

    // As GitHub's own toolkit escapes them.
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    // As Azure's own toolkit escapes them.
    private static string AzureData(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string AzureProperty(string text) => AzureData(text)
        .Replace("]", "%5D", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal);
}
