using System.Globalization;
using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The events of a <c>findings.jsonl</c>, as many of each kind as a page shows.</summary>
internal sealed class RunEvents
{
    /// <summary>The kind of findings of severity info, which have a section of their own.</summary>
    public const string Info = "info";

    private const int MaxCauses = 200;

    private readonly List<JsonElement> _causes = [];
    private readonly Dictionary<string, SortedDictionary<string, EventGroup>> _groups = new(StringComparer.Ordinal);

    /// <summary>The first line: when the run started, and its settings.</summary>
    public JsonElement Run { get; private set; }

    /// <summary>The last line: the totals.</summary>
    public JsonElement End { get; private set; }

    /// <summary>The lines of causes, in their order: as many as a page shows.</summary>
    public IReadOnlyList<JsonElement> Causes => _causes;

    public static RunEvents Read(string file)
    {
        var events = new RunEvents();
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line) events.Add(line);
        return events;
    }

    /// <summary>The events of a kind, by code.</summary>
    public IReadOnlyCollection<EventGroup> Of(string kind) => _groups.TryGetValue(kind, out var groups) ? groups.Values : [];

    private void Add(string line)
    {
        // Most lines of a large run are pages, which nobody reads.
        if (line.StartsWith("{\"kind\":\"page\"", StringComparison.Ordinal)) return;
        var read = JsonElement.Parse(line, JsonDepth.Own);
        var kind = read.GetProperty("kind").GetString()!;
        if (kind == "run") Run = read;
        else if (kind == "end") End = read;
        else if (kind == "cause") AddCause(read);
        else GroupOf(IsInfo(read) ? Info : kind, read.GetProperty("code").GetString()!).Add(read);
    }

    private void AddCause(JsonElement cause)
    {
        if (_causes.Count < MaxCauses) _causes.Add(cause);
    }

    private static bool IsInfo(JsonElement line) => line.TryGetProperty("severity", out var severity) && severity.ValueEquals(Info);

    private EventGroup GroupOf(string kind, string code)
    {
        if (!_groups.TryGetValue(kind, out var groups)) _groups[kind] = groups = new(StringComparer.Ordinal);
        if (!groups.TryGetValue(code, out var group)) groups[code] = group = new EventGroup(code);
        return group;
    }
}

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
/// <param name="Text">What happened, as a sentence; empty if the kind of the event says it.</param>
/// <param name="Mark">How bad it is, or that it is known; null if the kind of the event says it.</param>
/// <param name="Facts">The other members of the event, by name.</param>
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
                case "examples":
                    facts.AddRange(member.Value.EnumerateArray().Select(example => KeyValuePair.Create("example", Value(example))));
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
