using System.Text.Json.Nodes;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Running.Support;

/// <summary>Runs cases as xUnit does, with results in a folder of their own.</summary>
/// <param name="fixtures">Make what the checks may ask for.</param>
internal sealed class ScriptedRun(params (Type Type, Func<object> Make)[] fixtures) : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    /// <summary>What the run printed, text by text.</summary>
    public List<string> Printed { get; } = [];

    /// <summary>What the checks do.</summary>
    public Script Script { get; } = new();

    public RunSettings Settings() => new()
    {
        ResultsDirectory = Folder.Path,
        Banner = ["target: s3cret"],
        Redact = text => text.Replace("s3cret", "***"),
        Fixtures = fixtures.ToDictionary(fixture => fixture.Type, fixture => Made(fixture.Make)),
    };

    /// <summary>The kinds of the lines that the run wrote.</summary>
    public IEnumerable<string> Kinds() => Lines().Select(line => (string)line["kind"]!);

    /// <summary>The lines of a kind that the run wrote.</summary>
    public IEnumerable<JsonNode> OfKind(string kind) => Lines().Where(line => (string?)line["kind"] == kind);

    public Task<SpyBus> RunAsync(params StreamingTheoryCase[] cases) => RunAsync(Settings, new SpyBus(), cases);

    public Task<SpyBus> RunAsync(Func<RunSettings> settings, SpyBus bus, params StreamingTheoryCase[] cases) =>
        RunAsync(new RunDefinition(settings, _ => []), bus, cases);

    public Task<SpyBus> RunAsync(RunDefinition definition, params StreamingTheoryCase[] cases) => RunAsync(definition, new SpyBus(), cases);

    public void Dispose() => Folder.Dispose();

    private IEnumerable<JsonNode> Lines() => File.ReadLines(Folder.File("findings.jsonl")).Select(line => JsonNode.Parse(line)!);

    private static Func<Run, Task<object>> Made(Func<object> make) => _ => Task.Run(make);

    private async Task<SpyBus> RunAsync(RunDefinition definition, SpyBus bus, StreamingTheoryCase[] cases)
    {
        Script.Ambient.Value = Script;
        var assembly = new TestAssembly(Reflector.Wrap(typeof(ScriptedRun).Assembly));
        using var runner = new StreamingAssemblyRunner(
            assembly, cases, bus, bus, new NoOptions(), definition, new OutputChannel(Printed.Add));
        await runner.RunAsync();
        return bus;
    }
}
