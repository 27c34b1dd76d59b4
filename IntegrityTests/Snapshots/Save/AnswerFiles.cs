using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Save;

/// <summary>The files that a run writes the answers of its checks to.</summary>
/// <param name="folder">The folder of the snapshot.</param>
/// <param name="header">What all files have in common.</param>
/// <param name="lines">Writes lines.</param>
/// <param name="fail">Gives the run up, with a reason.</param>
internal sealed class AnswerFiles(SnapshotFolder folder, SnapshotHeader header, LineWriter lines, Action<string> fail)
{
    private long _lines;

    /// <summary>Takes each complete file; null: they are kept.</summary>
    public Action<FinishedFile, IFollowerReport>? Finished { get; init; }

    public LineWriter Lines => lines;

    /// <summary>Users per project that this run is limited to; null: all.</summary>
    public int? MaxUsers => header.Scope.MaxUsers;

    /// <summary>Answers that were written.</summary>
    public long Written => Interlocked.Read(ref _lines);

    /// <summary>Begins a file of answers.</summary>
    public SnapshotWriter Create(string project, string name) =>
        SnapshotWriter.Create(folder.WorkFile(project, name), header with { Project = project, File = name });

    /// <summary>Ends a file.</summary>
    /// <param name="project">The project whose answers it holds.</param>
    /// <param name="name">Class and method of the check, and list where it is one of several.</param>
    /// <param name="writer">What writes the file.</param>
    /// <param name="isPartial">Whether nothing is known of what would come after its last line.</param>
    /// <param name="report">Takes what is found.</param>
    public void Finish(Project project, string name, SnapshotWriter writer, bool isPartial, IFollowerReport report)
    {
        writer.Complete(isPartial);
        Interlocked.Add(ref _lines, writer.Lines);
        writer.Dispose();
        Finished?.Invoke(new FinishedFile(project, name, folder.WorkFile(project.Id, name), isPartial), report);
    }

    /// <summary>Gives the run up, because nothing can be written.</summary>
    public void Fail(Exception exception) => fail(
        $"The snapshot cannot be written to {folder.Path}: {exception.Message.TrimEnd('.')}. Make room, or set INTEGRITY_SNAPSHOT_DIR to "
        + "another folder. What was saved before is unchanged.");
}
