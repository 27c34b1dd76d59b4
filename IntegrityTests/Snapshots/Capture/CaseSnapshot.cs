using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using IntegrityTests.Running.Following;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Capture;

/// <summary>Writes the answers of one case, a file a project; rows come project after project.</summary>
internal sealed class CaseSnapshot(SnapshotSession session, FollowedCase followed, IFollowerReport report) : ICaseFollower
{
    private SnapshotWriter? _writer;
    private Project? _project;
    private long _rows;

    public object? BeginRow(IReadOnlyList<object?> row) =>
        row is [Project project, ..] ? new RowAnswers(project, Place.OfRow(row), Place.SubjectOf(row), ListOf) : null;

    public void EndRow(object notes, bool isAnswered) => Guarded(() => ((RowAnswers)notes).End(session.Lines, isAnswered));

    public void Pass(object notes) => Guarded(() =>
    {
        var row = (RowAnswers)notes;
        if (row.Project.Id != _project?.Id) Finish(isComplete: true);
        _project = row.Project;
        _rows++;
        foreach (var line in row.Lines)
        {
            _writer ??= session.Create(row.Project.Id, followed.Name);
            _writer.Write(line);
        }
    });

    public void End(bool isComplete) => Guarded(() => Finish(isComplete));

    private ListFile ListOf(Project project, string list)
    {
        var name = $"{followed.Name}_list={list}";
        return new ListFile(
            () => session.Create(project.Id, name),
            session.Lines,
            list,
            (writer, isComplete) => session.Finish(new FinishedFile(project, name, followed.Check), writer, !isComplete || session.Scope.MaxUsers is not null, report));
    }

    private void Finish(bool isComplete)
    {
        if (_writer is { } writer)
            session.Finish(new FinishedFile(_project!, followed.Name, followed.Check), writer, !isComplete || _rows >= session.Scope.MaxUsers, report);
        _writer = null;
        _rows = 0;
    }

    // A disk that is full is told once, and ends the run.
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            session.Fail($"The snapshot cannot be written to {session.Folder}: {exception.Message} Make room, or give another INTEGRITY_SNAPSHOT_DIR. What was saved before is as it was.");
        }
    }
}
