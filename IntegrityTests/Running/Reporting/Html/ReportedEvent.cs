using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The events of one kind and code: how many lines there are, and the first of them.</summary>
internal sealed class EventGroup(string code)
{
    /// <summary>Events that are kept: the report must open in a browser even if everything is wrong.</summary>
    private const int MaxKept = 100;

    private readonly List<ReportedEvent> _kept = [];

    public string Code => code;

    public long Count { get; private set; }

    public IReadOnlyList<ReportedEvent> Kept => _kept;

    public void Add(JsonElement line)
    {
        Count++;
        if (_kept.Count < MaxKept) _kept.Add(ReportedEvent.Of(line));
    }
}

/// <summary>An event as the report shows it.</summary>
/// <param name="Project">The id of its project; null: it belongs to none.</param>
/// <param name="ProjectName">What people call the project.</param>
/// <param name="Text">What happened, as a sentence; empty if the kind of the event says it.</param>
/// <param name="Mark">How bad it is, or that it is known; null if the kind of the event says it.</param>
/// <param name="Facts">The other members of the event, by name.</param>
internal sealed record ReportedEvent(
    string? Project, string? ProjectName, string Text, string? Mark, IReadOnlyList<KeyValuePair<string, string>> Facts)
{
    /// <summary>Reads a line of <c>findings.jsonl</c>.</summary>
    public static ReportedEvent Of(JsonElement line)
    {
        var (text, mark) = ("", (string?)null);
        var facts = new List<KeyValuePair<string, string>>();
        foreach (var member in line.EnumerateObject())
        {
            var value = Value(member.Value);
            switch (member.Name)
            {
                case "kind" or "code" or "project" or "projectName":
                    break;
                case "message" or "reason":
                    text = value;
                    break;
                case "examples":
                    facts.AddRange(member.Value.EnumerateArray().Select(example => KeyValuePair.Create("example", Value(example))));
                    break;
                case "severity":
                    mark ??= value;
                    break;
                case "known":
                    mark = "known";
                    break;
                default:
                    facts.Add(new(member.Name, value));
                    break;
            }
        }

        return new(line.Text("project"), line.Text("projectName"), text, mark, facts);
    }

    private static string Value(JsonElement value) =>
        ReportedFinding.Shortened(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
}
