using System.Text.Json.Nodes;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// Sums up findings of severity info: one line per project and cause, with their number and the first of them, however many there are.
/// Safe for several threads.
/// </summary>
/// <param name="write">Gets each line when it is complete.</param>
internal sealed class InfoSums(Action<InfoLine> write)
{
    /// <summary>
    /// Lines that grow at the same time. Sources go from project to project, so that the one that grew longest ago is complete; a source
    /// that came back to it would begin a second line.
    /// </summary>
    public const int MaxOpen = 1000;

    private const int MaxKept = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Code, string? Project, string? Cause, bool IsKnown), LinkedListNode<InfoLine>> _open = [];
    private readonly LinkedList<InfoLine> _byAge = [];
    private readonly List<string> _kept = [];
    private long _lines;

    /// <summary>How many findings were added.</summary>
    public long Count { get; private set; }

    /// <summary>The first of the complete lines, as people read them; empty without any.</summary>
    public string Text => string.Join(Environment.NewLine, _kept)
        + (_lines > _kept.Count ? $"{Environment.NewLine}and {Quantity.Of(_lines - _kept.Count, "more line")}" : "");

    /// <summary>Adds a finding, ready to be shown.</summary>
    public void Add(Finding finding) => Add(finding, 1, null);

    /// <summary>Adds findings that share a line already.</summary>
    /// <param name="finding">The first of them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="examples">The first few of them; null: the first one.</param>
    public void Add(Finding finding, long count, IReadOnlyList<string>? examples)
    {
        InfoLine? complete = null;
        lock (_gate)
        {
            Count += count;
            var key = KeyOf(finding);
            if (_open.TryGetValue(key, out var line)) _byAge.Remove(line);
            else _open[key] = line = new(new InfoLine(finding));
            line.Value.Add(finding, count, examples);
            _byAge.AddFirst(line);
            if (_open.Count > MaxOpen)
            {
                complete = _byAge.Last!.Value;
                _byAge.RemoveLast();
                _open.Remove(KeyOf(complete.First));
            }
        }

        if (complete is not null) Complete(complete);
    }

    /// <summary>No more findings come: completes the lines that are left.</summary>
    public void End()
    {
        List<InfoLine> left;
        lock (_gate)
        {
            left = [.. _byAge.Reverse()];
            _byAge.Clear();
            _open.Clear();
        }

        left.ForEach(Complete);
    }

    private void Complete(InfoLine line)
    {
        lock (_gate)
        {
            _lines++;
            if (_kept.Count < MaxKept) _kept.Add(line.Text);
        }

        write(line);
    }

    private static (string Code, string? Project, string? Cause, bool IsKnown) KeyOf(Finding finding) =>
        (finding.Code, finding.Project, finding.Cause, finding.IsKnown);
}

/// <summary>Findings of severity info that share a line.</summary>
/// <param name="first">The first of them.</param>
internal sealed class InfoLine(Finding first)
{
    private const int MaxExamples = 3;

    private readonly List<string> _examples = [];

    public Finding First => first;

    public long Count { get; private set; }

    /// <summary>The first few of them, each as its subject and its sentence.</summary>
    public IReadOnlyList<string> Examples => _examples;

    public void Add(Finding finding, long count = 1, IReadOnlyList<string>? examples = null)
    {
        Count += count;
        if (_examples.Count == MaxExamples) return;
        _examples.AddRange((examples ?? [$"{finding.Subject} {finding.Message}"]).Take(MaxExamples - _examples.Count));
    }

    /// <summary>The line as people read it.</summary>
    public string Text
    {
        get
        {
            var project = first.Project is null ? "no project" : $"{first.ProjectName} ({first.Project})";
            var known = first.IsKnown ? "known " : "";
            var cause = first.Cause is null ? "" : $", {first.Cause}";
            return $"{first.Code} info: {Quantity.Of(Count, known + "finding")} of {project}{cause}: {string.Join("; ", _examples)}"
                + (Count > _examples.Count ? "; ..." : "");
        }
    }

    /// <summary>The line as it is in <c>findings.jsonl</c>: the first finding, the number of all, and examples.</summary>
    public JsonObject ToJson()
    {
        var line = EventLine.Finding(first);
        if (first.Cause is not null) line["cause"] = first.Cause;
        line["count"] = Count;
        line["examples"] = new JsonArray([.. _examples.Select(example => JsonValue.Create(example))]);
        return line;
    }
}
