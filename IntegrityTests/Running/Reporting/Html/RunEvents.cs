using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The events of a <c>findings.jsonl</c>, as many of them as people read.</summary>
internal sealed class RunEvents
{
    private readonly Dictionary<string, SortedDictionary<string, EventGroup>> _groups = new(StringComparer.Ordinal);

    /// <summary>The first line: when the run started, and its settings.</summary>
    public JsonElement Run { get; private set; }

    /// <summary>The last line: the totals.</summary>
    public JsonElement End { get; private set; }

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
        else GroupOf(kind, read.GetProperty("code").GetString()!).Add(read);
    }

    private EventGroup GroupOf(string kind, string code)
    {
        if (!_groups.TryGetValue(kind, out var groups)) _groups[kind] = groups = new(StringComparer.Ordinal);
        if (!groups.TryGetValue(code, out var group)) groups[code] = group = new EventGroup(code);
        return group;
    }
}
