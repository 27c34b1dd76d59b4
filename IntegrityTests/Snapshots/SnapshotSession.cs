using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Save;
using IntegrityTests.Snapshots.Verify;

namespace IntegrityTests.Snapshots;

/// <summary>The parts of a run that saves a snapshot, or compares with one.</summary>
internal sealed class SnapshotSession : IDisposable
{
    private readonly SnapshotHeader _header;
    private readonly IgnoredPlaces _ignored;
    private readonly PersonalData _values;
    private readonly SavedPlatform _platform;

    /// <param name="options">The options of the run.</param>
    /// <param name="folder">The folder, opened.</param>
    /// <param name="target">Identifies the deployment.</param>
    /// <param name="platform">What gives the answers of this run.</param>
    /// <param name="redact">Removes the run's own secrets from a text.</param>
    /// <param name="values">Shows values, personal ones only on request.</param>
    /// <param name="now">The current time of the deployment, in milliseconds since 1970.</param>
    /// <param name="fail">Gives the run up.</param>
    /// <exception cref="SnapshotUnusableException">What was saved cannot be compared with this run.</exception>
    public SnapshotSession(
        IntegrityOptions options,
        SnapshotFolder folder,
        string target,
        SavedPlatform platform,
        Func<string, string> redact,
        PersonalData values,
        Func<long> now,
        Action<string> fail)
    {
        Options = options;
        _platform = platform;
        Folder = folder;
        var saved = options.Snapshots == SnapshotMode.Save ? null : SavedSet.Read(folder.Path);
        saved?.Require(folder.Path, target, options);
        var paths = saved?.WithSaved(folder.Path, options.SnapshotIgnore) ?? options.SnapshotIgnore;
        Secrets = new SecretHashes(saved is { Header.Key: null } ? null : options.SnapshotKey);
        _ignored = new IgnoredPlaces(paths);
        _header = new SnapshotHeader
        {
            Target = target,
            Digests = saved?.Header.Digests ?? options.SnapshotDigests,
            Key = Secrets.Fingerprint,
            Ignored = [.. paths.Select(path => path.Text)],
            Scope = SavedScope.Of(options),
        };
        _values = values;
        var lines = new LineWriter(Secrets, redact, _ignored, _header.Digests, saved is null ? null : Show);
        if (saved is not null)
        {
            Comparison = new ComparisonState
            {
                Set = saved,
                Shard = options.Shard,
                Foreseen = new ForeseenAnswers(now(), now),
                Values = _values,
                Ignored = paths.Count > saved.Header.Ignored.Count ? line => WithoutIgnored(line, lines) : null,
            };
            Compared = new ComparedFiles(folder, _header, Comparison);
        }

        Answers = new AnswerFiles(folder, _header, lines, fail) { Finished = Compared is null ? null : Compared.Compare };
    }

    public IntegrityOptions Options { get; }

    /// <summary>The folder of the snapshot.</summary>
    public SnapshotFolder Folder { get; }

    /// <summary>The files of this run.</summary>
    public AnswerFiles Answers { get; }

    /// <summary>What comparisons share; null while answers are saved.</summary>
    public ComparisonState? Comparison { get; }

    /// <summary>The comparison of files; null while answers are saved.</summary>
    public ComparedFiles? Compared { get; }

    /// <summary>What stands for secrets.</summary>
    public SecretHashes Secrets { get; }

    /// <summary>Whether projects have test cases of their own.</summary>
    public bool HasPartitions { get; set; }

    /// <summary>Paths that were to be ignored, and matched nothing.</summary>
    public IEnumerable<IgnoredPath> UnmatchedPaths => _ignored.Unmatched.Where(Options.SnapshotIgnore.Contains);

    /// <summary>
    /// What is to be known about a snapshot of another generation; null where both are of one, or the snapshot does not say.
    /// </summary>
    public string? OtherGeneration => Comparison?.Set.Header.Platform is { } saved && !saved.IsGenerationOf(_platform)
        ? $"was saved from another generation of the platform: {saved}; now: {_platform}. Answers may differ because the platform does"
        : null;

    /// <summary>Makes what was written the snapshot.</summary>
    public void Commit(IReadOnlyList<string> checks, bool leavesProjectsOut)
    {
        new SavedSet(_header with { Platform = _platform }, checks, leavesProjectsOut).Write(Folder.Work);
        Folder.Commit();
    }

    public void Dispose()
    {
        Folder.Dispose();
        if (Comparison is { Set.IsImported: true }) Directory.Delete(Folder.Path, recursive: true);
    }

    private JsonNode? Show(string subject, JsonNode? body) =>
        _values.ShowAnswer(body, value => DifferenceFindings.IsPersonal(subject, value));

    private static SavedLine WithoutIgnored(SavedLine saved, LineWriter lines) =>
        saved.Body.ValueKind == JsonValueKind.Undefined ? saved : saved with { Json = lines.Without(saved) };
}
