using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Redaction;

namespace IntegrityTests.Running.Reporting;

/// <summary>Findings as people read them.</summary>
internal static class FindingText
{
    private const int MaxValueLength = 500;

    /// <summary>All findings of a row, one block each.</summary>
    public static string Of(CheckRow row)
    {
        var text = new StringBuilder();
        foreach (var finding in row.Findings) text.Append(text.Length == 0 ? "" : Environment.NewLine).Append(Of(finding));
        var more = row.FindingCount - row.Findings.Count;
        if (more > 0) text.Append(CultureInfo.InvariantCulture, $"{Environment.NewLine}and {more} more findings of this row");
        return text.ToString().TrimEnd();
    }

    /// <summary>One finding: a sentence, then one line for each fact.</summary>
    public static string Of(Finding finding)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{finding.Code} {Name(finding.Severity)}: {finding.Message}");
        Line(text, "project", finding.Project is null ? null : $"{finding.ProjectName} ({finding.Project})");
        Line(text, "subject", finding.Subject);
        Line(text, "because", finding.Root);
        Line(text, "endpoint", finding.Endpoint);
        Line(text, "path", finding.Path);
        var hasValues = finding.Path is not null;
        Line(text, "expected", hasValues || finding.Expected is not null ? Value(finding.Expected) : null);
        Line(text, "actual", hasValues || finding.Actual is not null ? Value(finding.Actual) : null);
        return text.ToString();
    }

    public static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name + ":",-10}{Printable.Line(value)}");
    }

    private static string Value(JsonNode? node)
    {
        var text = JsonText.Of(node);
        return text.Length <= MaxValueLength
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MaxValueLength)}... ({text.Length} characters)");
    }
}

/// <summary>The text of a result of a row that could not be verified.</summary>
internal static class NotVerifiedText
{
    public static string Of(CheckRow row, string subject, string reason)
    {
        var project = row.Partition is { } partition
            ? $"{Environment.NewLine}  project:  {Printable.Line($"{partition.Name} ({partition.Key})")}"
            : "";
        return $"NOT VERIFIED: {reason}{Environment.NewLine}  check:    {row.Check.Code}{project}{Environment.NewLine}"
            + $"  subject:  {Printable.Line(subject)}";
    }
}
