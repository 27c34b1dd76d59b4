using System.Text;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Verify;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>A folder with a snapshot, and a run that compares with it; what it reports can be read here.</summary>
internal sealed class SnapshotScenario : IDisposable
{
    /// <summary>The check whose answers are saved.</summary>
    public const string Check = "Class.Method";

    /// <summary>What is told where nothing was compared.</summary>
    public const string NothingCompared =
        "SNP001 not verified: The run compared nothing with the snapshot SET. Are scope and filter those that it was saved with?";

    /// <summary>A project of the deployment.</summary>
    public static readonly Project Project = Example.Project();

    private readonly TemporaryFolder _root = new();
    private readonly SpyReport _report = new();
    private int _said;

    /// <summary>The options of the run.</summary>
    public IntegrityOptions Options { get; init; } = new();

    /// <summary>The checks that ran.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [Check];

    /// <summary>Which part of the run compares.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether test cases are of one project each.</summary>
    public bool HasPartitions { get; init; }

    /// <summary>How many tables were compared.</summary>
    public int ComparedTables { get; init; }

    /// <summary>Whether the run got to its end.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>What the set says of itself.</summary>
    public Func<SavedSet, SavedSet> Set { get; init; } = set => set;

    /// <summary>Findings, what was skipped and what was not verified, as text and in order.</summary>
    public IReadOnlyList<string> Told =>
        [.. _report.Told.Skip(_said).Select(told => told.Replace(Folder, "SET", StringComparison.Ordinal))];

    /// <summary>Answers that were compared.</summary>
    public long Compared => _report.Verified;

    /// <summary>The checks that compared everything, with the project where it is not all of them.</summary>
    public IEnumerable<string> Whole => _report.Completed.Select(part => $"{part.Code} {part.Project}".TrimEnd());

    /// <summary>The received files, relative to the snapshot.</summary>
    public IEnumerable<string> Received => Files().Where(file => file.EndsWith(SnapshotFiles.Received, StringComparison.Ordinal));

    private string Folder => _root.File("set");

    public void Dispose() => _root.Dispose();

    /// <summary>Stores a file of the snapshot.</summary>
    public SnapshotScenario Save(string project, params string[] lines)
    {
        Write(Path.Combine(Folder, SnapshotFiles.PathOf(project, Check, SnapshotFiles.Verified)), project, lines);
        return this;
    }

    /// <summary>Changes the stored text of a file of the snapshot.</summary>
    public SnapshotScenario Damage(string project, Func<string, string> change)
    {
        var path = Path.Combine(Folder, SnapshotFiles.PathOf(project, Check, SnapshotFiles.Verified));
        File.WriteAllText(path, change(File.ReadAllText(path)));
        return this;
    }

    /// <summary>Forgets what was told so far.</summary>
    public void Forget() => _said = _report.Told.Count;

    /// <summary>Compares what a run got with what is saved.</summary>
    /// <param name="now">What it got of its project; null: it did not ask about it.</param>
    /// <param name="isPartial">Whether nothing is known of what would come after.</param>
    public async Task CompareAsync(string[]? now, bool isPartial = false)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, SnapshotFiles.Set), "{}");
        using var folder = SnapshotFolder.Open(Folder, saves: false);
        var header = Written.Header with { Project = null, File = null };
        var state = new ComparisonState
        {
            Set = Set(new SavedSet(header, [Check], LeavesProjectsOut: false)),
            Foreseen = new ForeseenAnswers(0, () => 0),
            Shard = Shard,
            Values = new PersonalData(false),
        };
        var compared = new ComparedFiles(folder, header, state);
        if (now is not null)
        {
            var path = folder.WorkFile(Project.Id, Check);
            Write(path, Project.Id, now, isPartial);
            compared.Compare(new FinishedFile(Project, Check, path, isPartial), _report);
            folder.MarkCase(Project.Id, Check);
        }

        var completeness = new Completeness(folder, state, Options, Checks)
        {
            HasPartitions = HasPartitions,
            ComparedTables = ComparedTables,
            FindProject = id => Task.FromResult(id == Project.Id ? Project : null),
        };
        await completeness.ConcludeAsync(compared, IsComplete, _report);
        state.Projects.Conclude(_report);
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file));

    private static void Write(string path, string project, IEnumerable<string> lines, bool isPartial = false)
    {
        using var writer = SnapshotWriter.Create(path, Written.Header with { Project = project, File = Check });
        foreach (var line in lines) writer.Write(Encoding.UTF8.GetBytes(line));
        writer.Complete(isPartial);
    }
}

/// <summary>A user of the scenario's project who stands where users do, so that shards share them.</summary>
/// <param name="Number">From 1.</param>
internal sealed record SharedUser(int Number)
{
    private string Id => $"00000000-0000-4000-8000-{Number:x12}";

    /// <summary>The line of the answer about the user.</summary>
    public string Line =>
        $"{{\"at\":\"{SortKey.OfUser(Number, Id)}\",\"body\":{{}},\"endpoint\":\"/e\",\"status\":200,\"subject\":\"user:{Number}\"}}";

    /// <summary>The first users.</summary>
    public static IEnumerable<SharedUser> Of(int count) => Enumerable.Range(1, count).Select(number => new SharedUser(number));

    public bool IsOf(Shard shard) => shard.OwnsUser(SnapshotScenario.Project.Id, Id);

    public int ShardOf(int count) => Enumerable.Range(1, count).Single(index => IsOf(new Shard(index, count)));
}
