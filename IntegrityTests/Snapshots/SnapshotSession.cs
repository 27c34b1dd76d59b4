using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Options;
using IntegrityTests.Running;
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
    private readonly CanonicalJson _canonical;
    private readonly ForeseenAnswers _foreseen;
    private readonly PersonalData _values;
    private readonly Action<string> _fail;
    private readonly bool _ignoresMore;
    private long _lines;
    private long _compared;

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
        Secrets = new SecretValues(Saved is { Header.Key: null } ? null : options.SnapshotKey);
        _ignored = new IgnoredPlaces(paths);
        _canonical = new CanonicalJson(Secrets, redact);
        _header = new SnapshotHeader
        {
            Target = target,
            Digests = Saved?.Header.Digests ?? options.SnapshotDigests,
            Key = Secrets.Fingerprint,
            Ignored = [.. paths.Select(path => path.Text)],
            Scope = SavedScope.Of(options),
        };
        _values = new PersonalData(options.ShowPersonalData);
        Lines = new LineWriter(_canonical, _ignored, Secrets, _header.Digests, IsSaving ? null : Show);
        _foreseen = new ForeseenAnswers(now(), now);
        Consequences = new Consequences(Seen);
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

    public SecretValues Secrets { get; }

    public LineWriter Lines { get; }

    public SeenDifferences Seen { get; } = new();

    public Consequences Consequences { get; }

    /// <summary>Answers that were written.</summary>
    public long Written => Interlocked.Read(ref _lines);

    /// <summary>Answers that were compared.</summary>
    public long Compared => Interlocked.Read(ref _compared);

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
        if (!IsSaving) Compare(file, isPartial, report);
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

    /// <summary>Writes, beside a saved file, that it would be empty now: a received file, as every mismatch leaves one.</summary>
    public void ReceiveNothing(string project, string name)
    {
        var received = Path.Combine(_folder.Path, SnapshotFiles.PathOf(project, name, SnapshotFiles.Received));
        using var writer = SnapshotWriter.Create(received, _header with { Project = project, File = name });
        writer.Complete(isPartial: false);
    }

    public void Dispose()
    {
        _folder.Dispose();
        if (Saved is { IsImported: true }) Directory.Delete(_folder.Path, recursive: true);
    }

    private void Compare(FinishedFile file, bool isPartial, IFollowerReport report)
    {
        var received = Path.Combine(_folder.Path, SnapshotFiles.PathOf(file.Project.Id, file.Name, SnapshotFiles.Received));
        var verified = Path.Combine(_folder.Path, SnapshotFiles.PathOf(file.Project.Id, file.Name, SnapshotFiles.Verified));
        var work = WorkFile(file.Project.Id, file.Name);
        bool differs;
        try
        {
            differs = File.Exists(verified) ? Compare(verified, work, file, report) : IsNew(file, work, report);
        }
        catch (Exception exception) when (exception is SnapshotUnusableException or FormatException)
        {
            report.NotVerified(DifferenceFindings.Differs, exception is FormatException ? $"The snapshot {verified} {exception.Message}: it was edited. Restore it, or save again." : exception.Message);
            return;
        }

        if (File.Exists(received)) File.Delete(received);
        // What a smaller scope leaves out would be lost by accepting it.
        if (differs && !isPartial && !Saved!.IsImported)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(received)!);
            Receive(work, received);
        }

        File.WriteAllBytes(work, []);
    }

    // What findings may say is theirs alone.
    private void Receive(string work, string received)
    {
        if (!_header.Digests)
        {
            File.Move(work, received);
            return;
        }

        using var reader = SnapshotReader.Open(work);
        using var writer = SnapshotWriter.Create(received, reader.Header);
        while (reader.Next() is { } line) writer.Write(ShownAnswer.Removed(line.Span));
        writer.Complete(reader.IsPartial);
    }

    private JsonNode? Show(string subject, JsonNode? body) => _values.ShowAnswer(body, value => DifferenceFindings.IsPersonal(subject, value));

    private bool Compare(string verified, string work, FinishedFile file, IFollowerReport report)
    {
        using var saved = SnapshotReader.Open(verified);
        Saved!.Require(saved.Header, file.Project.Id, file.Name, verified);
        using var now = SnapshotReader.Open(work);
        var comparison = new FileComparison(saved, now, Differences(file.Project.Id, file.Project.DisplayName, report));
        comparison.Run();
        Count(comparison, report);
        return comparison.HasDifferences;
    }

    private void Count(FileComparison comparison, IFollowerReport report)
    {
        Interlocked.Add(ref _compared, comparison.Compared);
        report.Verified(DifferenceFindings.Differs, comparison.Compared);
        if (comparison.NotCompared > 0)
            report.Skipped(DifferenceFindings.NotSeen, "saved answers", "not compared: only one of the two runs has them in scope, or could verify them", comparison.NotCompared);
    }

    // Without a saved file, whoever is in this one is new, unless the saved run left the check out.
    private bool IsNew(FinishedFile file, string work, IFollowerReport report)
    {
        using var now = SnapshotReader.Open(work);
        var folder = Path.GetDirectoryName(Path.Combine(_folder.Path, SnapshotFiles.PathOf(file.Project.Id, file.Name, SnapshotFiles.Verified)))!;
        if (!Saved!.Covers(SnapshotFiles.CheckOf(file.Name)) || Saved.IsImported)
        {
            report.Skipped(DifferenceFindings.NotSeen, "answers", "not compared: the snapshot was saved without them", CountLines(now));
            return false;
        }

        var differences = Differences(file.Project.Id, file.Project.DisplayName, report);
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*" + SnapshotFiles.Verified).Any())
        {
            if (Saved.HasAllProjects) differences.AddedProject();
            else report.Skipped(DifferenceFindings.NotSeen, "answers", "not compared: the snapshot was saved without their project", CountLines(now));
            return Saved.HasAllProjects;
        }

        while (now.Next() is { } line)
            if (SavedLine.Read(line) is { IsUnknown: false } added) differences.Added(added);
        return true;
    }

    private static long CountLines(SnapshotReader reader)
    {
        var count = 0L;
        while (reader.Next() is not null) count++;
        return count;
    }

    private SavedLine WithoutIgnored(SavedLine saved) =>
        saved.Body.ValueKind == JsonValueKind.Undefined ? saved : saved with { Json = Lines.Without(saved) };

    private string WorkFile(string project, string name) => Path.Combine(_folder.Work, SnapshotFiles.PathOf(project, name, SnapshotFiles.Verified));
}
