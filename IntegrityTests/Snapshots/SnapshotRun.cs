using System.Collections.Concurrent;
using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Import;
using IntegrityTests.Snapshots.Save;
using IntegrityTests.Snapshots.Tables;
using IntegrityTests.Snapshots.Verify;

namespace IntegrityTests.Snapshots;

/// <summary>
/// Saves the answers of a run, or compares them with saved ones. SNP001: every answer equals the saved one. SNP002: every saved answer in
/// scope was seen.
/// </summary>
/// <param name="options">The options of the run.</param>
/// <param name="redact">Removes the run's own secrets from a text.</param>
/// <param name="values">Shows values, personal ones only on request.</param>
/// <param name="fileOf">Class and method of the check with a code, by which its files are named.</param>
internal sealed class SnapshotRun(
    IntegrityOptions options, Func<string, string> redact, PersonalData values, Func<string, string> fileOf) : IRunFollower
{
    private readonly ConcurrentDictionary<string, byte> _checks = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Task<SnapshotSession>? _session;
    private TableSnapshot _tables = TableSnapshot.None;
    private long _notImported;

    /// <inheritdoc/>
    public async Task<ICaseFollower> BeginAsync(Run run, FollowedCase followed, IFollowerReport report)
    {
        var session = await SessionAsync(run);
        _checks[followed.Name] = 0;
        if (session.Comparison is not null && followed.Partition is { } partition)
        {
            session.HasPartitions = true;
            session.Folder.MarkCase(partition.Key, followed.Name);
        }

        return new CaseSnapshot(session.Answers, followed, report);
    }

    /// <summary>The tables of the run.</summary>
    /// <exception cref="NotVerifiedException">They can be neither saved nor compared; the run is given up with the reason.</exception>
    public async Task<TableSnapshot> TablesAsync(Run run)
    {
        var session = await SessionAsync(run);
        var witnesses = await run.FixtureAsync<Witnesses>();
        try
        {
            var projects = await witnesses.Projects.ChosenAsync(run.Aborted);
            return _tables = await TableSnapshot.OpenAsync(
                options,
                session.Folder,
                witnesses.Database,
                projects?.Order(StringComparer.Ordinal).ToList(),
                fileOf(TableSnapshot.Code),
                run.Aborted);
        }
        catch (SnapshotUnusableException unusable)
        {
            throw new NotVerifiedException(unusable.Message, unusable);
        }
    }

    /// <inheritdoc/>
    public async Task EndAsync(Run run, bool isComplete, IFollowerReport report)
    {
        if (_session is not { IsCompletedSuccessfully: true }) return;
        using var session = await _session;
        const string NotImported = "not compared: their kind cannot be imported (docs/snapshots.md)";
        if (_notImported > 0) report.Skipped(DifferenceFindings.NotSeen, "saved answers", NotImported, _notImported);
        var witnesses = await run.FixtureAsync<Witnesses>();
        new TablesEnd(_tables, session.Folder, options).Tell(run, report);
        if (session.Compared is { } compared) await ConcludeAsync(session, compared, witnesses, isComplete, report);
        else await SaveAsync(run, session, witnesses, isComplete, report);
        // Another part may have what it matches.
        foreach (var path in isComplete && !options.IsPart ? session.UnmatchedPaths : [])
        {
            report.Found(new Finding
            {
                Code = DifferenceFindings.Differs,
                Severity = Severity.Warning,
                Subject = $"ignore:{path.Text}",
                Message = "INTEGRITY_SNAPSHOT_IGNORE names a path that matched nothing in the whole run: misspelt, or not needed any more",
            });
        }

        if (session.OtherGeneration is { } other && options.Shard.Index == 1)
        {
            report.Found(new Finding
            {
                Code = DifferenceFindings.Differs,
                Severity = Severity.Info,
                Subject = "snapshot:set",
                Message = other,
            });
        }

        if (isComplete && session is { Comparison: { } comparison, Secrets.Unhashed: 0 } && _notImported == 0)
            comparison.Projects.Conclude(report);
        if (session.Secrets.Unhashed > 0)
        {
            report.Skipped(
                DifferenceFindings.Differs,
                "secrets in answers",
                "not compared, since INTEGRITY_SNAPSHOT_KEY was not set when the snapshot was saved",
                session.Secrets.Unhashed);
        }
    }

    // Where findings go there is room; it is removed at the end.
    private string Import(string file, string target)
    {
        var path = Path.Combine(options.ResultsDirectory, "imported-snapshot");
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        var secrets = new SecretHashes(options.SnapshotKey);
        var lines = new LineWriter(secrets, redact, new IgnoredPlaces([]), digests: false);
        using var output = OriginalOutput.Open(file);
        var header = new SnapshotHeader { Target = target, Key = secrets.Fingerprint, Scope = new SavedScope() };
        var imported = new ImportedSnapshot(output, path, header, lines, fileOf);
        imported.Write();
        _notImported = output.Count - imported.Used;
        return path;
    }

    private async Task ConcludeAsync(
        SnapshotSession session, ComparedFiles compared, Witnesses witnesses, bool isComplete, IFollowerReport report)
    {
        var completeness = new Completeness(session.Folder, session.Comparison!, options, [.. _checks.Keys])
        {
            HasPartitions = session.HasPartitions,
            ComparedTables = _tables.Done.Count,
            FindProject = project => witnesses.Projects.FindAsync(project, CancellationToken.None),
        };
        await completeness.ConcludeAsync(compared, isComplete, report);
    }

    private async Task SaveAsync(
        Run run, SnapshotSession session, Witnesses witnesses, bool isComplete, IFollowerReport report)
    {
        if (!isComplete || (session.Answers.Written == 0 && _tables.Done.Count == 0 && !options.IsPart))
        {
            var why = isComplete ? "no check of the run asked for anything" : "the run did not get to its end";
            report.NotVerified(
                DifferenceFindings.NotSeen,
                $"The snapshot was not saved: {why}. What was saved in {session.Folder.Path} before is unchanged.");
            return;
        }

        try
        {
            _tables.Complete();
            session.Commit([.. _checks.Keys], await LeavesProjectsOutAsync(session, witnesses));
            run.Tell($"snapshot: {Quantity.Of(session.Answers.Written, "answer")} saved to {session.Folder.Path}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report.NotVerified(
                DifferenceFindings.NotSeen,
                $"The snapshot could not be saved to {session.Folder.Path}: {exception.Message} What was saved before is unchanged.");
        }
    }

    // A filter of test cases leaves projects out, and the suite does not learn of it.
    private static async Task<bool> LeavesProjectsOutAsync(SnapshotSession session, Witnesses witnesses)
    {
        await foreach (var project in witnesses.Projects.ProjectsAsync(CancellationToken.None))
            if (session.Options.Shard.Owns(project.Id) && !session.Folder.HasProject(project.Id)) return true;
        return false;
    }

    private async Task<SnapshotSession> SessionAsync(Run run)
    {
        try
        {
            lock (_gate) _session ??= OpenAsync(run);
            return await _session;
        }
        catch (SnapshotUnusableException unusable)
        {
            throw new NotVerifiedException(unusable.Message, unusable);
        }
    }

    private async Task<SnapshotSession> OpenAsync(Run run)
    {
        var witnesses = await run.FixtureAsync<Witnesses>();
        var internalProject = await witnesses.Projects.FindAsync("internal", run.Aborted);
        var target = internalProject?.TenancyId?.ToString() ?? "unknown";
        var path = options.SnapshotImport is { } file ? Import(file, target) : options.SnapshotFolder();
        var folder = options is { IsPart: true, Snapshots: SnapshotMode.Verify }
            ? SnapshotFolder.OpenShared(path, Path.Combine(options.ResultsDirectory, "comparing"))
            : SnapshotFolder.Open(path, options.Snapshots == SnapshotMode.Save);
        if (folder.HadUnfinishedSave)
            run.Note($"snapshot: an earlier save to {folder.Path} was cut off. What it had written was removed; a save begins again.");
        try
        {
            return new SnapshotSession(
                options, folder, target, SavedPlatform.Of(witnesses.Platform), redact, values, witnesses.Now, run.Abort);
        }
        catch (SnapshotUnusableException)
        {
            folder.Dispose();
            throw;
        }
    }
}
