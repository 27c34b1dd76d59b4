using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Running.Following;
using IntegrityTests.Snapshots.Capture;
using IntegrityTests.Snapshots.Comparing;
using IntegrityTests.Snapshots.Folder;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots;

/// <summary>The snapshot of a run that goes on: what its cases share.</summary>
internal sealed class SnapshotSession : IDisposable
{
    private readonly IntegrityOptions _options;
    private readonly SnapshotFolder _folder;
    private readonly SnapshotHeader _header;
    private readonly IgnoredPlaces _ignored;
    private readonly ForeseenAnswers _foreseen;
    private readonly PersonalData _values;
    private readonly Action<string> _fail;
    private readonly bool _ignoresMore;
    private long _lines;

    /// <param name="options">The options of the run.</param>
    /// <param name="folder">The folder, opened.</param>
    /// <param name="target">Identifies the deployment.</param>
    /// <param name="redact">Removes the run's own secrets from a text.</param>
    /// <param name="now">Tells the moment that the deployment believes it is, in milliseconds since 1970.</param>
    /// <param name="fail">Gives the run up.</param>
    /// <exception cref="SnapshotUnusableException">What was saved cannot be compared with this run.</exception>
    public SnapshotSession(
        IntegrityOptions options, SnapshotFolder folder, string target, Func<string, string> redact, Func<long> now, Action<string> fail)
    {
        _options = options;
        _folder = folder;
        _fail = fail;
        Saved = IsSaving ? null : SavedSet.Read(folder.Path);
        Saved?.Require(folder.Path, target, options);
        var paths = Saved?.WithSaved(options.SnapshotIgnore) ?? options.SnapshotIgnore;
        _ignoresMore = paths.Count > Saved?.Header.Ignored.Count;
        Secrets = new SecretHashes(Saved is { Header.Key: null } ? null : options.SnapshotKey);
        _ignored = new IgnoredPlaces(paths);
        _header = new SnapshotHeader
        {
            Target = target,
            Digests = Saved?.Header.Digests ?? options.SnapshotDigests,
            Key = Secrets.Fingerprint,
            Ignored = [.. paths.Select(path => path.Text)],
            Scope = SavedScope.Of(options),
        };
        _values = new PersonalData(options.ShowPersonalData);
        Lines = new LineWriter(Secrets, redact, _ignored, _header.Digests, IsSaving ? null : Show);
        _foreseen = new ForeseenAnswers(now(), now);
        Consequences = new Consequences(Seen);
        Comparison = Saved is null ? null : new ComparedFiles(this, Saved, _header);
    }

    public bool IsSaving => _options.Snapshots == SnapshotMode.Save;

    public IntegrityOptions Options => _options;

    /// <summary>Whether projects have test cases of their own.</summary>
    public bool HasPartitions { get; set; }

    public string Folder => _folder.Path;

    public SnapshotFolder Files => _folder;

    /// <summary>What answers are compared with; null while they are saved.</summary>
    public SavedSet? Saved { get; }

    public SavedScope Scope => _header.Scope;

    public SecretHashes Secrets { get; }

    public LineWriter Lines { get; }

    public SeenDifferences Seen { get; } = new();

    public Consequences Consequences { get; }

    /// <summary>Answers that were written.</summary>
    public long Written => Interlocked.Read(ref _lines);

    /// <summary>The comparison of files; null while they are saved.</summary>
    public ComparedFiles? Comparison { get; }

    /// <summary>Paths that were to be ignored, and matched nothing.</summary>
    public IEnumerable<IgnoredPath> UnmatchedPaths => _ignored.Unmatched.Where(_options.SnapshotIgnore.Contains);

    /// <summary>Begins a file of answers.</summary>
    public SnapshotWriter Create(string project, string name) =>
        SnapshotWriter.Create(WorkFile(project, name), _header with { Project = project, File = name });

    /// <summary>Takes a complete file: keeps it, or compares it with the saved one.</summary>
    public void Finish(FinishedFile file, SnapshotWriter writer, bool isPartial, IFollowerReport report)
    {
        writer.Complete(isPartial);
        Interlocked.Add(ref _lines, writer.Lines);
        writer.Dispose();
        Comparison?.Compare(file, WorkFile(file.Project.Id, file.Name), isPartial, report);
    }

    /// <summary>What takes the differences of a project.</summary>
    public DifferenceFindings Differences(string project, string? name, IFollowerReport report) =>
        new(project, name, _foreseen, _ignoresMore ? WithoutIgnored : null, Saved!, Seen, Consequences, _values, report);

    /// <summary>Makes what was written the snapshot.</summary>
    public void Commit(IReadOnlyList<string> checks, bool leavesProjectsOut)
    {
        new SavedSet(_header, checks, leavesProjectsOut).Write(_folder.Work);
        _folder.Commit();
    }

    /// <summary>Whether this run wrote the file.</summary>
    public bool HasSeen(string project, string name) => File.Exists(WorkFile(project, name));

    /// <summary>Gives the run up.</summary>
    public void Fail(string reason) => _fail(reason);

    public void Dispose()
    {
        _folder.Dispose();
        if (Saved is { IsImported: true }) Directory.Delete(_folder.Path, recursive: true);
    }

    private JsonNode? Show(string subject, JsonNode? body) => _values.ShowAnswer(body, value => DifferenceFindings.IsPersonal(subject, value));

    private SavedLine WithoutIgnored(SavedLine saved) =>
        saved.Body.ValueKind == JsonValueKind.Undefined ? saved : saved with { Json = Lines.Without(saved) };

    private string WorkFile(string project, string name) => Path.Combine(_folder.Work, SnapshotFiles.PathOf(project, name, SnapshotFiles.Verified));
}
