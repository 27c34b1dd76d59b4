using System.Collections.Concurrent;
using System.Globalization;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Continuation;

/// <summary>Follows a run and notes which rows it verified, so that the next one goes on where it ended.</summary>
internal sealed class ContinuedRun : IRunFollower
{
    private const int MaxNamed = 10;

    private readonly ConcurrentBag<Case> _cases = [];

    /// <inheritdoc/>
    public async Task<ICaseFollower> BeginAsync(Run run, FollowedCase followed, IFollowerReport report)
    {
        var one = new Case(run, await run.FixtureAsync<Continued>(), followed);
        if (followed.Check.IsPerRow) _cases.Add(one);
        return one;
    }

    /// <inheritdoc/>
    public Task EndAsync(Run run, bool isComplete, IFollowerReport report) => Task.CompletedTask;

    /// <summary>What is left, and whether it was left for too long.</summary>
    public async Task<Conclusion> ConcludeAsync(Run run)
    {
        if (await run.MadeFixtureAsync<Continued>() is not { } continued) return new Conclusion([], []);
        var left = _cases.Where(one => !one.IsComplete)
            .Select(one => (one.Followed, Since: SinceWhen(continued, one.Followed)))
            .OrderBy(one => one.Since).ThenBy(one => Name(one.Followed), StringComparer.Ordinal)
            .ToList();
        if (left.Count == 0 && !_cases.IsEmpty) continued.EndRound();
        var overdue = left.Where(one => continued.IsOverdue(one.Since)).ToList();
        var what = left.Count == 0
            ? "nothing is left for the next run"
            : $"{Quantity.Of(left.Count, "test case")} left for the next run, the oldest of their rows not verified since "
                + Moment(left[0].Since);
        var kept = continued.Kept == 0 ? ""
            : $"{Quantity.Of(continued.Kept, "row")} not asked again, since earlier runs verified them; ";
        return new Conclusion(
            overdue.Count == 0 ? [] :
            [
                $"Rows of {Quantity.Of(overdue.Count, "test case")} were not verified within INTEGRITY_MAX_AGE, and this run did not reach "
                + "them: "
                + string.Join(", ", overdue.Take(MaxNamed).Select(one => $"{Name(one.Followed)} since {Moment(one.Since)}"))
                + (overdue.Count > MaxNamed ? $" and {Number(overdue.Count - MaxNamed)} more" : "")
                + ". Give the runs more time (INTEGRITY_BUDGET), or make them more often.",
            ],
            [$"coverage over several runs (run {continued.Run.Number}, the first began {Moment(continued.Began)}): {kept}{what}."]);
    }

    // Whoever is in no range was not there, or not sound, when a run last came to everybody.
    private static DateTimeOffset SinceWhen(Continued continued, FollowedCase followed)
    {
        var rows = continued.All
            .Where(one => one.Check == followed.Check.Code && (followed.Partition is null || one.Project == followed.Partition.Key))
            .ToList();
        if (followed.Partition is null) rows.Add(continued.OfAll(followed.Check.Code));
        if (rows.Count == 0 || rows.Exists(one => one.Whole is null)) return continued.Began;
        return rows.SelectMany(one => one.Ranges.Select(range => range.Run).Append(one.Whole!)).Min(earlier => earlier.Started);
    }

    private static string Name(FollowedCase followed) =>
        followed.Partition is { } partition ? $"{followed.Check.Code} of project {partition.Name} ({partition.Key})" : followed.Check.Code;

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private sealed class Case(Run run, Continued continued, FollowedCase followed) : ICaseFollower
    {
        private CoveredRows? _covered;
        private string _from = "";
        private int _rows;
        private ulong _digest;

        public FollowedCase Followed => followed;

        public bool IsComplete { get; private set; }

        public object? BeginRow(IReadOnlyList<object?> row) =>
            followed.Check.IsPerRow && row is [Project project, .., { } last] ? new Row(project.Id, $"{last}") : null;

        public void EndRow(object notes, bool isAnswered, bool isSound) => ((Row)notes).IsSound = isAnswered && isSound;

        public void Pass(object notes)
        {
            var row = (Row)notes;
            var covered = continued.Of(followed.Check.Code, row.Project, row.Name.Split(':', 2)[0]);
            if (covered.TakeBeginning(row.Name) || covered != _covered) Flush();
            _covered = covered;
            if (!row.IsSound)
            {
                Flush();
                return;
            }

            if (_rows++ == 0) (_from, _digest) = (row.Name, RowsDigest.Empty);
            _digest = RowsDigest.With(_digest, row.Name);
            if (_rows == VerifiedRange.MaxRows) Flush();
        }

        public void End(bool isComplete)
        {
            Flush();
            IsComplete = isComplete;
            if (isComplete && followed is { Check.IsPerRow: true, Partition: null })
                Guarded(() => continued.Complete(followed.Check.Code));
        }

        // A run that cannot note what it verified is given up: it would be done again for nothing.
        private void Flush()
        {
            if (_rows > 0) Guarded(() => continued.Add(_covered!, _from, _rows, _digest));
            _rows = 0;
        }

        private void Guarded(Action write)
        {
            try
            {
                write();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                run.Abort($"What was verified could not be written to the folder of INTEGRITY_COVERAGE: {failure.Message}");
            }
        }

        private sealed class Row(string project, string name)
        {
            public string Project => project;

            public string Name => name;

            public bool IsSound { get; set; }
        }
    }
}
