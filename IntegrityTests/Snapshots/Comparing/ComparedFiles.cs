using IntegrityTests.Running;
using IntegrityTests.Snapshots.Capture;
using IntegrityTests.Snapshots.Folder;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Comparing;

/// <summary>Compares the files that a run wrote with the saved ones, and leaves a received file beside each that differs.</summary>
/// <param name="session">What the cases of the run share.</param>
/// <param name="set">What was saved.</param>
/// <param name="header">The header of the files of this run.</param>
internal sealed class ComparedFiles(SnapshotSession session, SavedSet set, SnapshotHeader header)
{
    private long _answers;

    /// <summary>Answers that were compared.</summary>
    public long Answers => Interlocked.Read(ref _answers);

    /// <summary>Compares what a run has written with the saved file.</summary>
    /// <param name="file">What it is.</param>
    /// <param name="work">Where it was written; it is used up.</param>
    /// <param name="isPartial">Whether nothing is known of what would come after its last line.</param>
    /// <param name="report">Takes the findings.</param>
    public void Compare(FinishedFile file, string work, bool isPartial, IFollowerReport report)
    {
        var received = FileOf(file.Project.Id, file.Name, SnapshotFiles.Received);
        var verified = FileOf(file.Project.Id, file.Name, SnapshotFiles.Verified);
        bool differs;
        session.Projects.Compared(file.Project.Id);
        if (isPartial) session.Projects.LeftOut(file.Project.Id);
        try
        {
            differs = File.Exists(verified) ? Compare(verified, work, file, report) : IsNew(file, work, report);
        }
        catch (Exception exception) when (exception is SnapshotUnusableException or FormatException)
        {
            session.Projects.LeftOut(file.Project.Id);
            report.NotVerified(DifferenceFindings.Differs, exception is FormatException ? $"The snapshot {verified} {exception.Message}: it was edited. Restore it, or save again." : exception.Message);
            return;
        }

        if (File.Exists(received)) File.Delete(received);
        // What a smaller scope leaves out would be lost by accepting it.
        if (differs && !isPartial && !set.IsImported)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(received)!);
            Receive(work, received);
        }

        File.WriteAllBytes(work, []);
    }

    /// <summary>Writes, beside a saved file, that it would be empty now: a received file, as every mismatch leaves one.</summary>
    public void ReceiveNothing(string project, string name)
    {
        var received = FileOf(project, name, SnapshotFiles.Received);
        using var writer = SnapshotWriter.Create(received, header with { Project = project, File = name });
        writer.Complete(isPartial: false);
    }

    // What findings may say is theirs alone.
    private void Receive(string work, string received)
    {
        if (!header.Digests)
        {
            File.Move(work, received);
            return;
        }

        using var reader = SnapshotReader.Open(work);
        using var writer = SnapshotWriter.Create(received, reader.Header);
        while (reader.Next() is { } line) writer.Write(ShownAnswer.Removed(line.Span));
        writer.Complete(reader.IsPartial);
    }

    private bool Compare(string verified, string work, FinishedFile file, IFollowerReport report)
    {
        using var saved = SnapshotReader.Open(verified);
        set.Require(saved.Header, file.Project.Id, file.Name, verified);
        using var now = SnapshotReader.Open(work);
        var comparison = new FileComparison(saved, now, session.Differences(file.Project.Id, file.Project.DisplayName, report));
        comparison.Run();
        Count(comparison, report);
        if (comparison.NotCompared > 0) session.Projects.LeftOut(file.Project.Id);
        return comparison.HasDifferences;
    }

    private void Count(FileComparison comparison, IFollowerReport report)
    {
        Interlocked.Add(ref _answers, comparison.Compared);
        report.Verified(DifferenceFindings.Differs, comparison.Compared);
        if (comparison.NotCompared > 0)
            report.Skipped(DifferenceFindings.NotSeen, "saved answers", "not compared: only one of the two runs has them in scope, or could verify them", comparison.NotCompared);
    }

    // Without a saved file, whoever is in this one is new, unless the saved run left the check out.
    private bool IsNew(FinishedFile file, string work, IFollowerReport report)
    {
        using var now = SnapshotReader.Open(work);
        var folder = Path.GetDirectoryName(FileOf(file.Project.Id, file.Name, SnapshotFiles.Verified))!;
        if (!set.Covers(SnapshotFiles.CheckOf(file.Name)) || set.IsImported)
        {
            session.Projects.LeftOut(file.Project.Id);
            report.Skipped(DifferenceFindings.NotSeen, "answers", "not compared: the snapshot was saved without them", CountLines(now));
            return false;
        }

        var differences = session.Differences(file.Project.Id, file.Project.DisplayName, report);
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*" + SnapshotFiles.Verified).Any())
        {
            if (set.HasAllProjects) differences.AddedProject();
            else
            {
                session.Projects.LeftOut(file.Project.Id);
                report.Skipped(DifferenceFindings.NotSeen, "answers", "not compared: the snapshot was saved without their project", CountLines(now));
            }

            return set.HasAllProjects;
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

    private string FileOf(string project, string name, string kind) => Path.Combine(session.Folder, SnapshotFiles.PathOf(project, name, kind));
}
