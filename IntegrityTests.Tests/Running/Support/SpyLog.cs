using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>An event log that keeps what it gets.</summary>
internal sealed class SpyLog : IEventLog
{
    private readonly ConcurrentQueue<JsonObject> _lines = new();

    public string Location => "here/findings.jsonl";

    public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.ToJsonString())];

    public IReadOnlyList<JsonObject> OfKind(string kind) => [.. _lines.Where(line => (string?)line["kind"] == kind)];

    public Exception? Failure { get; set; }

    public void Write(JsonObject line)
    {
        if (Failure is not null)
            throw Failure;
        _lines.Enqueue(line);
    }
}
