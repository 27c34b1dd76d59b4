using System.Text.Json.Nodes;

namespace IntegrityTests.Running.Reporting;

/// <summary>The log of a run that could not start.</summary>
internal sealed class NoLog : IEventLog
{
    public string Location => "no file: the run could not start";

    public void Write(JsonObject line)
    {
    }
}
