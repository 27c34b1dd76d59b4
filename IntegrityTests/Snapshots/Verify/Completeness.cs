using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>SNP002 for whole files: every saved file in scope was seen; what this run's scope leaves out is counted and said.</summary>
/// <param name="folder">The folder of the snapshot.</param>
/// <param name="state">What comparisons share.</param>
/// <param name="options">The options of the run, which say what it covers.</param>
/// <param name="checks">Class and method of the checks that ran.</param>
internal sealed class Completeness(SnapshotFolder folder, ComparisonState state, IntegrityOptions options, IReadOnlyList<string> checks)
{
    private readonly HashSet<string> _checks = [.. checks];
    private readonly SavedScope _scope = SavedScope.Of(options);

    /// <summary>Whether projects have test cases of their own.</summary>
    public required bool HasPartitions { get; init; }

    /// <summary>How many tables were compared.</summary>
    public required int ComparedTables { get; init; }

    /// <summary>Finds a project by its id; null: it does not exist.</summary>
    public required Func<string, Task<Project?>> FindProject { get; init; }

    /// <summary>Everything was compared that this run asked for.</summary>
    public async Task ConcludeAsync(ComparedFiles compared, bool isComplete, IFollowerReport report)
    {
        foreach (var path in folder.VerifiedFiles())
        {
            var project = SnapshotFiles.ProjectOf(Path.GetFileName(Path.GetDirectoryName(path)!));
            var name = SnapshotFiles.NameOf(path);
            if (File.Exists(folder.WorkFile(project, name))) continue;
            state.Projects.Compared(project);
            try
            {
                await UnseenAsync(compared, path, project, name, isComplete, report);
            }
            catch (SnapshotUnusableException exception)
            {
                state.Projects.LeftOut(project);
                report.NotVerified(DifferenceFindings.NotSeen, exception.Message);
            }
            catch (FormatException exception)
            {
                state.Projects.LeftOut(project);
                report.NotVerified(DifferenceFindings.NotSeen, SnapshotUnusableException.Of(path, exception).Message);
            }
        }

        state.Dependent.Conclude(report);
        if (state.Reported.Repeats is > 0 and var repeats)
            report.Skipped(DifferenceFindings.Differs, "differences", "already reported: they show in more than one answer", repeats);
        if (compared.Answers == 0 && ComparedTables == 0 && !options.IsPart)
        {
            report.NotVerified(
                DifferenceFindings.Differs,
                $"The run compared nothing with the snapshot {folder.Path}. Are scope and filter those that it was saved with?");
        }
    }

    private async Task UnseenAsync(
        ComparedFiles compared, string path, string project, string name, bool isComplete, IFollowerReport report)
    {
        using var saved = SnapshotReader.Open(path);
        state.Set.Require(saved.Header, project, name, path);
        var stored = await FindProject(project);
        var differences = state.Differences(project, stored?.DisplayName, report);
        var reason = isComplete ? WhyOutOfScope(project, name, exists: stored is not null) : "the run did not get to its end";
        if (reason is null && stored is null && state.Shard.Owns(project)) differences.RemovedProject();
        var lines = 0L;
        while (saved.Next() is { } text)
        {
            if (state.Shard != Shard.Whole && !state.IsOwn(project, name, SavedLine.Read(text))) continue;
            lines++;
            if (reason is null && stored is not null && SavedLine.Read(text) is { IsUnknown: false } line) differences.Removed(line);
        }

        // All of it belongs to other parts of the run, which compare it.
        if (lines == 0 && state.Shard != Shard.Whole) return;
        if (reason is not null)
        {
            state.Projects.LeftOut(project);
            report.Skipped(DifferenceFindings.NotSeen, "saved answers", $"not compared: {reason}", lines);
        }
        else if (!state.Set.IsImported && state.Shard == Shard.Whole) compared.ReceiveNothing(project, name);
    }

    private string? WhyOutOfScope(string project, string name, bool exists)
    {
        var check = SnapshotFiles.CheckOf(name);
        if (!_checks.Contains(check)) return "a filter leaves their check out";
        if (options.Projects.Count > 0 && !options.Projects.Contains(project)) return "INTEGRITY_PROJECTS leaves their project out";
        if (!exists) return _scope is { HasSomeProjects: true } && options.Projects.Count == 0 ? "their project may be out of scope" : null;
        if (_scope.SkipsUsers && !state.Set.Header.Scope.SkipsUsers) return "INTEGRITY_SKIP_USERS leaves them out";
        if (folder.HasCase(project, check)) return null;
        var mayLeaveOut = HasPartitions || _scope is { HasSomeProjects: true } or { SkipsNeon: true };
        return mayLeaveOut ? "the scope or a filter leaves their project out" : null;
    }
}
