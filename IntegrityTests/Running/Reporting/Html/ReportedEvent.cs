using System.Globalization;
using System.Text.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>An event as the report shows it.</summary>
/// <param name="Text">What happened, as a sentence; empty where the kind says it.</param>
/// <param name="Mark">How bad it is, or that it is known; null where the kind says it.</param>
/// <param name="Facts">What else is known, by name.</param>
internal sealed record ReportedEvent(string Text, string? Mark, IReadOnlyList<KeyValuePair<string, string>> Facts)
{
    private const int MaxLength = 500;

    /// <summary>Reads a line of <c>findings.jsonl</c>.</summary>
    public static ReportedEvent Of(JsonElement line)
    {
        var (text, mark, name) = ("", (string?)null, (string?)null);
        var facts = new List<KeyValuePair<string, string>>();
        foreach (var member in line.EnumerateObject())
        {
            var value = Value(member.Value);
            switch (member.Name)
            {
                case "kind" or "code":
                    break;
                case "message" or "reason":
                    text = value;
                    break;
                case "severity":
                    mark ??= value;
                    break;
                case "known":
                    mark = "known";
                    break;
                case "projectName":
                    name = value;
                    break;
                default:
                    facts.Add(new(member.Name, value));
                    break;
            }
        }

        if (name is not null) Name(facts, name);
        return new(text, mark, facts);
    }

    private static void Name(List<KeyValuePair<string, string>> facts, string name)
    {
        var project = facts.FindIndex(fact => fact.Key == "project");
        if (project >= 0) facts[project] = new("project", $"{name} ({facts[project].Value})");
    }

    private static string Value(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= MaxLength
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MaxLength)}... ({text.Length} characters)");
    }
}
