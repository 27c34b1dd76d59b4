using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Save;

/// <summary>Writes the answers of one case, one file per project; rows come project after project.</summary>
internal sealed class CaseSnapshot(AnswerFiles files, FollowedCase followed, IFollowerReport report) : ICaseFollower
{
    private SnapshotWriter? _writer;
    private Project? _project;
    private bool _endsWithCustomers;
    private long _users;

    public object? BeginRow(IReadOnlyList<object?> row) =>
        row is [Project project, ..] ? new RowAnswers(project, SortKey.OfRow(row), SortKey.SubjectOf(row), ListOf) : null;

    public void EndRow(object notes, bool isAnswered, bool isSound) =>
        Guarded(() => ((RowAnswers)notes).End(files.Lines, isAnswered));

    public void Pass(object notes) => Guarded(() =>
    {
        var row = (RowAnswers)notes;
        if (row.Project.Id != _project?.Id) Finish(isComplete: true);
        _project = row.Project;
        Count(row);
        foreach (var line in row.Lines)
        {
            _writer ??= files.Create(row.Project.Id, followed.Name);
            _writer.Write(line);
        }
    });

    public void End(bool isComplete) => Guarded(() => Finish(isComplete));

    private ListFile ListOf(Project project, string list)
    {
        var name = $"{followed.Name}_list={list}";
        return new ListFile(
            () => files.Create(project.Id, name),
            files.Lines,
            (writer, isComplete) => files.Finish(project, name, writer, !isComplete || files.MaxUsers is not null, report),
            Guarded);
    }

    private void Finish(bool isComplete)
    {
        if (_writer is { } writer)
        {
            var isLimited = WriteGap();
            files.Finish(_project!, followed.Name, writer, !isComplete || (!isLimited && _users >= files.MaxUsers), report);
        }

        (_writer, _users, _endsWithCustomers) = (null, 0, false);
    }

    // Only users are limited: what follows them in a file of customers is complete.
    private void Count(RowAnswers row)
    {
        if (row.IsUser) _users++;
        else if (WriteGap()) _users = 0;
        _endsWithCustomers = SortKey.IsUserAmongCustomers(row.Place);
    }

    private bool WriteGap()
    {
        if (!_endsWithCustomers || _users < (files.MaxUsers ?? long.MaxValue)) return false;
        _writer?.Write(LineWriter.Gap(SortKey.BehindUsers));
        return true;
    }

    // A full disk is reported once, and ends the run.
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            files.Fail(exception);
        }
    }
}
