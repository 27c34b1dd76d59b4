using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Running;
using IntegrityTests.Snapshots;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Save;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using IntegrityTests.Tests.SampleDeployment;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>Runs over the sample that save to one folder, and compare with it.</summary>
internal sealed class SnapshotRuns(ClusterFixture clusters) : IDisposable
{
    /// <summary>The check that gets the answers.</summary>
    public const string Check = "Class.Method";

    /// <summary>A check of the same run that asks for nothing.</summary>
    public const string Silent = "Class.Silent";

    private const string Config = "/api/v1/internal/config";

    private readonly TemporaryFolder _root = new();

    /// <summary>The folder of the snapshot.</summary>
    public string Folder => _root.File("set");

    /// <summary>The folder of the runs' results.</summary>
    public string Results => _root.File("results");

    /// <summary>What the runs printed of snapshots.</summary>
    public List<string> Printed { get; } = [];

    public void Dispose() => _root.Dispose();

    /// <summary>Changes what the snapshot says of itself.</summary>
    public void Change(Func<SavedSet, SavedSet> change) => change(SavedSet.Read(Folder)).Write(Folder);

    /// <summary>Saves.</summary>
    public Task<SpyReport> SaveAsync(params string[] bodies) => SaveAsync(options => options, bodies);

    public Task<SpyReport> SaveAsync(Func<IntegrityOptions, IntegrityOptions> change, params string[] bodies) =>
        RunAsync(SnapshotMode.Save, bodies, change);

    /// <summary>Compares.</summary>
    public Task<SpyReport> CompareAsync(params string[] bodies) => CompareAsync(options => options, bodies);

    public Task<SpyReport> CompareAsync(Func<IntegrityOptions, IntegrityOptions> change, params string[] bodies) =>
        RunAsync(SnapshotMode.Verify, bodies, change);

    /// <summary>A run of one case of one check, which gets an answer about each of some users of the sample's first project.</summary>
    /// <param name="mode">Whether it saves or compares.</param>
    /// <param name="bodies">The answers.</param>
    /// <param name="change">Changes the options.</param>
    /// <param name="isComplete">Whether the run gets to its end.</param>
    /// <param name="before">Happens before the first row.</param>
    /// <param name="atEnd">Happens when all rows have ended.</param>
    /// <param name="look">Looks at the run.</param>
    /// <param name="partition">The project that the case is of; null: all.</param>
    public async Task<SpyReport> RunAsync(
        SnapshotMode mode,
        IReadOnlyList<string> bodies,
        Func<IntegrityOptions, IntegrityOptions>? change = null,
        bool isComplete = true,
        Func<SnapshotRun, Run, Task>? before = null,
        Action? atEnd = null,
        Action<Run>? look = null,
        CasePartition? partition = null)
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        IntegrityOptions options = new();
        var settings = sample.Settings(given => options = (change ?? (same => same))(given with
        {
            Snapshots = mode,
            SnapshotDirectory = Folder,
        }));
        var report = new SpyReport();
        using var run = new Run(settings, new HurriedClock()) { Print = Keep };
        await using var witnesses = await run.FixtureAsync<Witnesses>();
        var snapshots = new SnapshotRun(options, text => text, new PersonalData(false), code => $"{code}.Method");
        var check = new FollowedCase(new CheckInfo("TST001", Severity.Error, "Tests"), Check, partition);
        var following = await snapshots.BeginAsync(run, check, report);
        (await snapshots.BeginAsync(run, check with { Name = Silent }, report)).End(isComplete: true);
        if (before is not null) await before(snapshots, run);
        var project = Example.Project() with { Id = ServedSample.Project.Id };
        foreach (var (index, body) in bodies.Index()) Ask(following, project, $"user:{index + 1}", body);
        following.End(isComplete);
        atEnd?.Invoke();
        await snapshots.EndAsync(run, isComplete, report);
        look?.Invoke(run);
        return report;
    }

    private void Keep(string line)
    {
        if (line.StartsWith("snapshot", StringComparison.Ordinal)) Printed.Add(line);
    }

    private static void Ask(ICaseFollower following, Project project, string user, string body)
    {
        var notes = (RowAnswers)following.BeginRow([project, user])!;
        notes.Add(Example.Response(body) with { Project = project, Subject = user, Endpoint = Config });
        following.EndRow(notes, isAnswered: true, isSound: true);
        following.Pass(notes);
    }
}
