using System.Text.Json.Nodes;

namespace IntegrityTests.Running.Reporting;

/// <summary>Where the events of a run are written, one line each.</summary>
internal interface IEventLog
{
    /// <summary>Where a reader finds them.</summary>
    string Location { get; }

    void Write(JsonObject line);
}
