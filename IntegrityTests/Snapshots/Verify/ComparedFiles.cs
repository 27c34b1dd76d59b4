using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Verify;

/// <summary>Compares the files that a run wrote with the saved ones, and leaves a received file beside each that differs.</summary>
/// <param name="folder">The folder of the snapshot.</param>
/// <param name="header">The header of the files of this run.</param>
/// <param name="state">What comparisons share.</param>
internal sealed class ComparedFiles(SnapshotFolder folder, SnapshotHeader header, ComparisonState state)
{
    private const string Answered = "answers";
    private const string WithoutProject = "not compared: the snapshot was saved without their project";
    private readonly SavedSet _set = state.Set;
    private long _answers;

    /// <summary>Answers that were compared.</summary>
    public long Answers => Interlocked.Read(ref _answers);

    /// <summary>Compares what the run has written with the saved file.</summary>
    /// <param name="file">The file of this run; it is used up.</param>
    /// <param name="report">Takes the findings.</param>
    public void Compare(FinishedFile file, IFollowerReport report)
    {
        var received = folder.FileOf(file.Project.Id, file.Name, SnapshotFiles.Received);
        var verified = folder.FileOf(file.Project.Id, file.Name, SnapshotFiles.Verified);
        bool differs;
        state.Projects.Compared(file.Project.Id);
        if (file.IsPartial) state.Projects.LeftOut(file.Project.Id);
        try
        {
            differs = File.Exists(verified) ? Compare(verified, file, report) : IsNew(file, report);
        }
        catch (SnapshotUnusableException exception)
        {
            state.Projects.LeftOut(file.Project.Id);
            report.NotVerified(DifferenceFindings.Differs, exception.Message);
            return;
        }
        catch (FormatException exception)
        {
            state.Projects.LeftOut(file.Project.Id);
            report.NotVerified(DifferenceFindings.Differs, SnapshotUnusableException.Of(verified, exception).Message);
            return;
        }

        // Parts of one run compare with the same files at once, and none has the whole of what would be received.
        if (state.Shard != Shard.Whole)
        {
            File.WriteAllBytes(file.Path, []);
            return;
        }

        if (File.Exists(received)) File.Delete(received);
        // What a smaller scope leaves out would be lost by accepting it.
        if (differs && !file.IsPartial && !_set.IsImported)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(received)!);
            Receive(file.Path, received);
        }

        File.WriteAllBytes(file.Path, []);
    }

    /// <summary>Writes, beside a saved file, that it would be empty now: a received file, as every mismatch leaves one.</summary>
    public void ReceiveNothing(string project, string name)
    {
        var received = folder.FileOf(project, name, SnapshotFiles.Received);
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
        while (reader.Next() is { } line) writer.Write(DigestPreview.Removed(line.Span));
        writer.Complete(reader.IsPartial);
    }

    private bool Compare(string verified, FinishedFile file, IFollowerReport report)
    {
        using var saved = SnapshotReader.Open(verified);
        _set.Require(saved.Header, file.Project.Id, file.Name, verified);
        using var now = SnapshotReader.Open(file.Path);
        var comparison = new FileComparison(saved, now, state.Differences(file.Project.Id, file.Project.DisplayName, report))
        {
            IsOwn = line => state.IsOwn(file.Project.Id, file.Name, line),
        };
        comparison.Run();
        Count(comparison, report);
        if (comparison.NotCompared > 0) state.Projects.LeftOut(file.Project.Id);
        return comparison.HasDifferences;
    }

    private void Count(FileComparison comparison, IFollowerReport report)
    {
        Interlocked.Add(ref _answers, comparison.Compared);
        report.Verified(DifferenceFindings.Differs, comparison.Compared);
        if (comparison.NotCompared > 0)
        {
            report.Skipped(
                DifferenceFindings.NotSeen,
                "saved answers",
                "not compared: only one of the two runs has them in scope, or could verify them",
                comparison.NotCompared);
        }
    }

    // Without a saved file, whoever is in this one is new, unless the saved run left the check out.
    private bool IsNew(FinishedFile file, IFollowerReport report)
    {
        using var now = SnapshotReader.Open(file.Path);
        var saved = Path.GetDirectoryName(folder.FileOf(file.Project.Id, file.Name, SnapshotFiles.Verified))!;
        if (!_set.Covers(SnapshotFiles.CheckOf(file.Name)) || _set.IsImported)
        {
            state.Projects.LeftOut(file.Project.Id);
            report.Skipped(DifferenceFindings.NotSeen, Answered, "not compared: the snapshot was saved without them", CountLines(now));
            return false;
        }

        var differences = state.Differences(file.Project.Id, file.Project.DisplayName, report);
        if (!Directory.Exists(saved) || !Directory.EnumerateFiles(saved, "*" + SnapshotFiles.Verified).Any())
        {
            if (_set.HasAllProjects)
            {
                // The shard that has the project itself says it.
                if (!state.Shard.Owns(file.Project.Id)) return false;
                differences.AddedProject();
                return true;
            }

            state.Projects.LeftOut(file.Project.Id);
            report.Skipped(DifferenceFindings.NotSeen, Answered, WithoutProject, CountLines(now));
            return false;
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
}
