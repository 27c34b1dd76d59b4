using System.Text.Json.Nodes;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Tests.Running.Support;

namespace IntegrityTests.Tests.Running.Parts;

/// <summary>A run over numbers that is split into parts, each with a folder of its own, and what puts them together.</summary>
internal sealed class SplitRuns : IDisposable
{
    public const int Numbers = 30;

    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder of all parts.</summary>
    public string Folder => _folder.File("parts");

    /// <summary>How many parts the run has. Default: 3.</summary>
    public int Of { get; init; } = 3;

    /// <summary>What a number does. Default: nothing is wrong with it.</summary>
    public Action<int, CheckRow> Body { get; set; } = static (_, _) => { };

    /// <summary>What a part says of its share, before its rows. Default: the truth.</summary>
    public Action<int, CaseContext>? Claim { get; set; }

    /// <summary>The settings of a part or a whole run, by its number.</summary>
    public Func<int, RunSettings, RunSettings> With { get; set; } = static (_, settings) => settings;

    /// <summary>The members of the first line, which all parts have.</summary>
    public static JsonObject Header(string shard) => new()
    {
        ["apiUrl"] = "https://api.example.com/",
        ["shard"] = shard,
        ["runId"] = null,
        ["failOn"] = "error",
        ["suite"] = "build",
        ["baseline"] = null,
    };

    public string FindingsOf(int index) => Path.Combine(Folder, $"part-{index}", "findings.jsonl");

    /// <summary>Runs all parts.</summary>
    public async Task PartsAsync()
    {
        for (var index = 1; index <= Of; index++) await PartAsync(index);
    }

    /// <summary>Runs one part, into its folder or another one.</summary>
    public Task PartAsync(int index, string? name = null) => RunAsync(index, settings => settings with
    {
        Part = $"{index}/{Of}",
        Header = Header($"{index}/{Of}"),
        ResultsDirectory = Path.Combine(Folder, name ?? $"part-{index}"),
    });

    /// <summary>Runs all of it at once.</summary>
    public Task<MergedRun> WholeAsync() => RunAsync(0, settings => settings with { ResultsDirectory = _folder.File("whole") });

    /// <summary>Puts the parts together.</summary>
    /// <param name="change">Changes the settings.</param>
    /// <param name="cases">The test cases; without any, one of the check.</param>
    public async Task<MergedRun> MergeAsync(Func<RunSettings, RunSettings>? change = null, params StreamingTheoryCase[] cases)
    {
        Directory.CreateDirectory(Folder);
        using var run = new ScriptedRun();
        var settings = run.Settings() with
        {
            ResultsDirectory = _folder.File("merged"),
            Header = Header("1/1"),
            Union = new UnionSettings(Folder) { OfEach = ["shard"], SameHere = ["failOn", "suite"], SetHere = ["baseline"] },
        };
        settings = change?.Invoke(settings) ?? settings;
        var bus = await run.RunAsync(() => settings, new SpyBus(), cases.Length > 0 ? cases : [Cases.Of(typeof(ScriptedCheck))]);
        return MergedRun.Read(settings.ResultsDirectory, bus, run.Printed);
    }

    /// <summary>Changes the first line of a part.</summary>
    public void Change(int index, Action<JsonObject> change)
    {
        var lines = File.ReadAllLines(FindingsOf(index));
        var first = JsonNode.Parse(lines[0])!.AsObject();
        change(first);
        File.WriteAllLines(FindingsOf(index), [first.ToJsonString(), .. lines[1..]]);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<MergedRun> RunAsync(int index, Func<RunSettings, RunSettings> change)
    {
        using var run = new ScriptedRun();
        run.Script.Source = _ => RowsAsync(index, run.Script);
        run.Script.Body = (number, _) =>
        {
            Body(number, Script.Row);
            return Task.CompletedTask;
        };
        var settings = With(index, change(run.Settings()));
        var bus = await run.RunAsync(() => settings, new SpyBus(), Cases.Of(typeof(ScriptedCheck)));
        return MergedRun.Read(settings.ResultsDirectory, bus, run.Printed);
    }

    private async IAsyncEnumerable<object[]> RowsAsync(int index, Script script)
    {
        var own = Enumerable.Range(1, Numbers).Where(number => index == 0 || number % Of == index - 1).ToList();
        var context = script.Opened.Single();
        if (Claim is { } claim) claim(index, context);
        else context.Claim("numbers", Numbers, own.Count);
        await Task.Yield();
        foreach (var number in own) yield return [number];
        if (own.Count == 0) throw NothingToVerifyException.Elsewhere();
    }
}

/// <summary>What a run left behind.</summary>
internal sealed record MergedRun(IReadOnlyList<JsonObject> Lines, IReadOnlyList<Result> Results, IReadOnlyList<string> Printed)
{
    public JsonObject End => Lines[^1];

    /// <summary>What was found, without causes, in no order.</summary>
    public IEnumerable<string> Findings => OfKind("finding").Select(line =>
    {
        line.Remove("cause");
        return line.ToJsonString();
    });

    /// <summary>Why the run as a whole was not verified.</summary>
    public IEnumerable<string> Problems =>
        OfKind("not-verified").Where(line => (string?)line["code"] == "RUN").Select(line => (string)line["reason"]!);

    public bool IsGreen => Results.All(result => result.Kind != "failed") && Results.Any(result => result.Kind == "passed");

    public IEnumerable<JsonObject> OfKind(string kind) => Lines.Where(line => (string?)line["kind"] == kind);

    /// <summary>The totals of a check, but its calls.</summary>
    public string Totals(string code)
    {
        var totals = (JsonObject)End["checks"]!.AsArray().Single(check => (string?)check!["code"] == code)!.DeepClone();
        return totals.ToJsonString();
    }

    public static MergedRun Read(string folder, SpyBus bus, IReadOnlyList<string> printed) => new(
        [.. File.ReadLines(Path.Combine(folder, "findings.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())], bus.Results, printed);
}
