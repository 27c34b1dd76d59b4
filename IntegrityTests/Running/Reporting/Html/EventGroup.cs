using System.Text.Json;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>The events of one kind and code: how many there are, and the first of them.</summary>
internal sealed class EventGroup(string code)
{
    /// <summary>Events that are kept: a report of a deployment that is wholly wrong must open in a browser, too.</summary>
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
