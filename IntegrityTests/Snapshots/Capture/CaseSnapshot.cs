using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Capture;

/// <summary>Writes the answers of one case, a file a project; rows come project after project.</summary>
internal sealed class CaseSnapshot(SnapshotSession session, FollowedCase followed, IFollowerReport report) : ICaseFollower
{
    private SnapshotWriter? _writer;
    private Project? _project;
    private bool _endsWithCustomers;
    private long _users;

    public object? BeginRow(IReadOnlyList<object?> row) =>
        row is [Project project, ..] ? new RowAnswers(project, Place.OfRow(row), Place.SubjectOf(row), ListOf) : null;

    public void EndRow(object notes, bool isAnswered) => Guarded(() => ((RowAnswers)notes).End(session.Lines, isAnswered));

    public void Pass(object notes) => Guarded(() =>
    {
        var row = (RowAnswers)notes;
        if (row.Project.Id != _project?.Id) Finish(isComplete: true);
        _project = row.Project;
        Count(row);
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
            (writer, isComplete) => session.Finish(new FinishedFile(project, name, followed.Check), writer, !isComplete || session.Scope.MaxUsers is not null, report),
            Guarded);
    }

    private void Finish(bool isComplete)
    {
        if (_writer is { } writer)
        {
            var isLimited = WriteGap();
            session.Finish(
                new FinishedFile(_project!, followed.Name, followed.Check), writer, !isComplete || (!isLimited && _users >= session.Scope.MaxUsers), report);
        }

        (_writer, _users, _endsWithCustomers) = (null, 0, false);
    }

    // Only users are limited: what follows them in a file of customers is complete.
    private void Count(RowAnswers row)
    {
        if (row.IsUser) _users++;
        else if (WriteGap()) _users = 0;
        _endsWithCustomers = Place.IsUserAmongCustomers(row.Place);
    }

    private bool WriteGap()
    {
        if (!_endsWithCustomers || _users < (session.Scope.MaxUsers ?? long.MaxValue)) return false;
        _writer?.Write(LineWriter.Gap(Place.BehindUsers));
        return true;
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
            session.Fail($"The snapshot cannot be written to {session.Folder}: {exception.Message.TrimEnd('.')}. Make room, or give another INTEGRITY_SNAPSHOT_DIR. What was saved before is as it was.");
        }
    }
}
