using IntegrityTests.Access;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Folder;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Comparing;

/// <summary>SNP002 for whole files: every saved file in scope was seen; what this run's scope leaves out is counted and said.</summary>
/// <param name="session">The comparison that ends.</param>
/// <param name="comparison">What was compared.</param>
/// <param name="witnesses">Say whether projects exist.</param>
/// <param name="checks">Class and method of the checks that ran.</param>
internal sealed class Completeness(SnapshotSession session, ComparedFiles comparison, Witnesses witnesses, IReadOnlyList<string> checks)
{
    private readonly HashSet<string> _checks = [.. checks];

    public async Task ConcludeAsync(bool isComplete, IFollowerReport report)
    {
        foreach (var path in session.Files.VerifiedFiles())
        {
            var project = SnapshotFiles.ProjectOf(Path.GetFileName(Path.GetDirectoryName(path)!));
            var name = SnapshotFiles.NameOf(path);
            if (session.HasSeen(project, name)) continue;
            session.Projects.Compared(project);
            try
            {
                await UnseenAsync(path, project, name, isComplete, report);
            }
            catch (Exception exception) when (exception is SnapshotUnusableException or FormatException)
            {
                session.Projects.LeftOut(project);
                report.NotVerified(DifferenceFindings.NotSeen, exception.Message);
            }
        }

        session.Consequences.Conclude(report);
        if (session.Seen.Repeats > 0)
            report.Skipped(DifferenceFindings.Differs, "differences", "told once already: they show in more than one answer", session.Seen.Repeats);
        if (comparison.Answers == 0)
            report.NotVerified(DifferenceFindings.Differs, $"The run compared nothing with the snapshot {session.Folder}. Are scope and filter those that it was saved with?");
    }

    private async Task UnseenAsync(string path, string project, string name, bool isComplete, IFollowerReport report)
    {
        using var saved = SnapshotReader.Open(path);
        var stored = await witnesses.Projects.FindAsync(project, CancellationToken.None);
        var differences = session.Differences(project, stored?.DisplayName, report);
        var reason = isComplete ? WhyOutOfScope(project, name, exists: stored is not null) : "the run did not get to its end";
        if (reason is null && stored is null) differences.RemovedProject();
        var lines = 0L;
        while (saved.Next() is { } text)
        {
            lines++;
            if (reason is null && stored is not null && SavedLine.Read(text) is { IsUnknown: false } line) differences.Removed(line);
        }

        if (reason is not null)
        {
            session.Projects.LeftOut(project);
            report.Skipped(DifferenceFindings.NotSeen, "saved answers", $"not compared: {reason}", lines);
        }
        else if (session.Saved is { IsImported: false }) comparison.ReceiveNothing(project, name);
    }

    private string? WhyOutOfScope(string project, string name, bool exists)
    {
        var check = SnapshotFiles.CheckOf(name);
        if (!_checks.Contains(check)) return "a filter leaves their check out";
        if (session.Options.Projects.Count > 0 && !session.Options.Projects.Contains(project)) return "INTEGRITY_PROJECTS leaves their project out";
        if (!exists) return session.Scope is { HasSomeProjects: true } && session.Options.Projects.Count == 0 ? "their project may be out of scope" : null;
        if (session.Scope.SkipsUsers && !session.Saved!.Header.Scope.SkipsUsers) return "INTEGRITY_SKIP_USERS leaves them out";
        if (CaseMarks.Has(session.Files, project, check)) return null;
        return session.HasPartitions || session.Scope is { HasSomeProjects: true } or { SkipsNeon: true } ? "the scope or a filter leaves their project out" : null;
    }
}
