using System.Text.Json;
using IntegrityTests.Json;
using IntegrityTests.Running.Causes;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The events of a <c>findings.jsonl</c>, as many of each kind as a page shows.</summary>
internal sealed class RunEvents
{
    /// <summary>The kind of findings of severity info, which have a section of their own.</summary>
    public const string Info = "info";

    /// <summary>The kind of known findings, which have a section of their own.</summary>
    public const string Known = "known";

    /// <summary>The kind of findings that no cause names.</summary>
    public const string WithoutCause = "finding";

    // A file may name any number of causes.
    private const int MaxGroups = 2 * CauseBook.MaxCauses;

    private readonly List<ReportedCause> _causes = [];
    private readonly Dictionary<(string? Project, string Cause), FindingGroup> _caused = [];
    private readonly Dictionary<string, SortedDictionary<string, EventGroup>> _groups = new(StringComparer.Ordinal);
    private readonly PageRoom _room = new();

    /// <summary>The first line: when the run started, and its settings.</summary>
    public JsonElement Run { get; private set; }

    /// <summary>The last line: the totals.</summary>
    public JsonElement End { get; private set; }

    /// <summary>What became of the findings of an earlier run; null: there is none.</summary>
    public JsonElement? Earlier { get; private set; }

    /// <summary>What the test cases proved.</summary>
    public ProvenCases Proven { get; } = new();

    /// <summary>The causes, in the order of their lines.</summary>
    public IReadOnlyList<ReportedCause> Causes => _causes;

    /// <summary>Findings whose causes have no line, because there are too many.</summary>
    public IReadOnlyList<(string? Project, string Cause, FindingGroup Findings)> Unsorted =>
        [.. _caused.Select(group => (group.Key.Project, group.Key.Cause, group.Value))];

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
        switch (read.GetProperty("kind").GetString()!)
        {
            case "run":
                Run = read;
                break;
            case "end":
                End = read;
                break;
            case "earlier":
                Earlier = read;
                break;
            case "case":
                Proven.Add(read);
                break;
            case "cause" when _causes.Count < CauseBook.MaxCauses:
                _caused.Remove((read.Text("project"), read.Text("cause") ?? ""), out var findings);
                _causes.Add(new ReportedCause(read, findings));
                break;
            case "cause":
                break;
            case "finding":
                AddFinding(read);
                break;
            case var kind:
                if (kind == "not-verified" && read.Text("project") is null && read.Text("subject") is null)
                    Proven.Doubt(read.Text("code") ?? "");
                GroupOf(kind, read).Add(read);
                break;
        }
    }

    private void AddFinding(JsonElement line)
    {
        if (line.Text("severity") == Info) GroupOf(Info, line).Add(line);
        else if (((JsonElement?)line).Flag(Known) == true) GroupOf(Known, line).Add(line);
        else if (line.Text("cause") is { } cause && CausedBy(line.Text("project"), cause) is { } caused) caused.Add(line);
        else GroupOf(WithoutCause, line).Add(line);
    }

    private FindingGroup? CausedBy(string? project, string cause)
    {
        if (_caused.TryGetValue((project, cause), out var group)) return group;
        return _caused.Count == MaxGroups ? null : _caused[(project, cause)] = new FindingGroup(_room);
    }

    private EventGroup GroupOf(string kind, JsonElement line)
    {
        var code = line.GetProperty("code").GetString()!;
        if (!_groups.TryGetValue(kind, out var groups)) _groups[kind] = groups = new(StringComparer.Ordinal);
        if (!groups.TryGetValue(code, out var group)) groups[code] = group = new EventGroup(code);
        return group;
    }
}
