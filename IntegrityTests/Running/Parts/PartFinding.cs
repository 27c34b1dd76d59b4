using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Parts;

/// <summary>Reads a finding from its line.</summary>
internal static class PartFinding
{
    /// <summary>The finding, as it was shown. Its cause is found again, except of one of severity info, which has its own.</summary>
    /// <exception cref="FormatException">It lacks something; the message goes on after the name of the file.</exception>
    public static Finding Of(JsonElement line)
    {
        if (line.Text("code") is not { } code || line.Text("subject") is not { } subject || line.Text("message") is not { } message)
            throw new FormatException("has a finding without code, subject or message: it was changed");
        var severity = line.Text("severity") switch
        {
            "error" => Severity.Error,
            "warning" => Severity.Warning,
            "info" => Severity.Info,
            _ => throw new FormatException("has a finding of an unknown severity: it was changed"),
        };
        return new Finding
        {
            Code = code,
            Severity = severity,
            Project = line.Text("project"),
            ProjectName = line.Text("projectName"),
            Subject = subject,
            Row = line.Text("row"),
            Endpoint = line.Text("endpoint"),
            Message = message,
            Path = line.Text("path"),
            Value = line.Text("value"),
            Root = line.Text("root"),
            Cause = severity == Severity.Info ? line.Text("cause") : null,
            Expected = Node(line, "expected"),
            Actual = Node(line, "actual"),
        };
    }

    private static JsonNode? Node(JsonElement line, string name) =>
        line.Member(name) is { } value ? JsonNode.Parse(value.GetRawText(), documentOptions: JsonDepth.Own) : null;
}
