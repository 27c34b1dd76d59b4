using System.Text;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Verify;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>A folder with a snapshot, and a run that compares with it; what it reports can be read here.</summary>
internal sealed class SnapshotScenario : IFollowerReport, IDisposable
{
    private readonly TemporaryFolder _root = new();

    /// <summary>The check whose answers are saved.</summary>
    public const string Check = "Class.Method";

    /// <summary>What is told where nothing was compared.</summary>
    public const string NothingCompared =
        "SNP001 not verified: The run compared nothing with the snapshot SET. Are scope and filter those that it was saved with?";

    /// <summary>A project of the deployment.</summary>
    public static readonly Project Project = Example.Project();

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
    public List<string> Told { get; } = [];

    /// <summary>Answers that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Of which projects everything was compared; null stands for all.</summary>
    public List<string?> Whole { get; } = [];

    /// <summary>The received files, relative to the snapshot.</summary>
    public IEnumerable<string> Received => Files().Where(file => file.EndsWith(SnapshotFiles.Received, StringComparison.Ordinal));

    private string Folder => _root.File("set");

    public void Dispose() => _root.Dispose();

    void IFollowerReport.Found(Finding finding) => Told.Add($"{finding.Code} {finding.Subject} {finding.Message}");

    void IFollowerReport.NotVerified(string code, string reason) =>
        Told.Add($"{code} not verified: {reason.Replace(Folder, "SET", StringComparison.Ordinal)}");

    void IFollowerReport.Verified(string code, long count) => Compared += count;

    void IFollowerReport.Completed(string code, string? project) => Whole.Add($"{code} {project}".TrimEnd());

    void IFollowerReport.Skipped(string code, string what, string reason, long count) =>
        Told.Add($"{code} skipped {count} {what}: {reason}");

    /// <summary>Stores a file of the snapshot.</summary>
    public SnapshotScenario Save(string project, params string[] lines)
    {
        Write(System.IO.Path.Combine(Folder, SnapshotFiles.PathOf(project, Check, SnapshotFiles.Verified)), project, lines);
        return this;
    }

    /// <summary>Changes the stored text of a file of the snapshot.</summary>
    public SnapshotScenario Damage(string project, Func<string, string> change)
    {
        var path = System.IO.Path.Combine(Folder, SnapshotFiles.PathOf(project, Check, SnapshotFiles.Verified));
        File.WriteAllText(path, change(File.ReadAllText(path)));
        return this;
    }

    /// <summary>Compares what a run got with what is saved.</summary>
    /// <param name="now">What it got of its project; null: it did not ask about it.</param>
    /// <param name="isPartial">Whether nothing is known of what would come after.</param>
    /// <param name="marksCase">Whether the test case of the project ran.</param>
    public async Task CompareAsync(string[]? now, bool isPartial = false, bool marksCase = true)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(System.IO.Path.Combine(Folder, SnapshotFiles.Set), "{}");
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
            compared.Compare(new FinishedFile(Project, Check, path, isPartial), this);
            if (marksCase) folder.MarkCase(Project.Id, Check);
        }

        var completeness = new Completeness(folder, state, Options, Checks)
        {
            HasPartitions = HasPartitions,
            ComparedTables = ComparedTables,
            FindProject = id => Task.FromResult(id == Project.Id ? Project : null),
        };
        await completeness.ConcludeAsync(compared, IsComplete, this);
        state.Projects.Conclude(this);
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Folder, file));

    private static void Write(string path, string project, IEnumerable<string> lines, bool isPartial = false)
    {
        using var writer = SnapshotWriter.Create(path, Written.Header with { Project = project, File = Check });
        foreach (var line in lines) writer.Write(Encoding.UTF8.GetBytes(line));
        writer.Complete(isPartial);
    }
}
