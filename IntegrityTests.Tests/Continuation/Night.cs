using IntegrityTests.Continuation;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace IntegrityTests.Tests.Continuation;

/// <summary>One run of several over the same folder: what it is given to verify, and what it says at its end.</summary>
internal sealed class Night
{
    public static readonly CheckInfo Check = new("USR002", Severity.Error, "Users") { IsPerRow = true };
    private static readonly Project Project = Example.Project();
    private static readonly CasePartition Partition = new(Project.Id, Project.DisplayName, new Dictionary<string, string>());

    private Night(IReadOnlyList<string> verified, Conclusion conclusion) => (Verified, Conclusion) = (verified, conclusion);

    /// <summary>The rows that it verified, in order.</summary>
    public IReadOnlyList<string> Verified { get; }

    /// <summary>What it said at its end.</summary>
    public Conclusion Conclusion { get; }

    /// <summary>Verifies rows for as long as there is time.</summary>
    /// <param name="folder">The folder of all runs.</param>
    /// <param name="rows">The rows that there are, in the order of the walk.</param>
    /// <param name="budget">How many rows it has time for.</param>
    /// <param name="unsound">Rows in which something is found.</param>
    /// <param name="maxAge">As <c>INTEGRITY_MAX_AGE</c>.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="suite">The version of the suite.</param>
    /// <param name="isKilled">Whether it is killed instead of coming to its end.</param>
    public static async Task<Night> RunAsync(
        string folder,
        IReadOnlyList<string> rows,
        int budget = int.MaxValue,
        IReadOnlyCollection<string>? unsound = null,
        TimeSpan? maxAge = null,
        DateTimeOffset? now = null,
        string suite = "1",
        bool isKilled = false)
    {
        var clock = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        using var file = CoverageFile.Open(folder);
        var continued = new Continued(file, file.Begin("here", clock.GetUtcNow(), suite, "2026-04"), maxAge);
        var fixtures = new Dictionary<Type, Func<Run, Task<object>>> { [typeof(Continued)] = _ => Task.FromResult<object>(continued) };
        using var run = new Run(new RunSettings { Continues = true, Fixtures = fixtures }, clock);
        var follower = new ContinuedRun();
        var one = await follower.BeginAsync(run, new FollowedCase(Check, "Check.Method", Partition), new NoReport());
        var verified = new List<string>();
        var isCutOff = false;
        var source = continued.ChooseAsync(new CaseContext(run, Check, Partition), Project, "user", Walk, row => row, default);
        await foreach (var page in source)
        {
            foreach (var row in page)
            {
                isCutOff = verified.Count == budget;
                if (isCutOff) break;
                verified.Add(row);
                var notes = one.BeginRow([Project, row])!;
                one.EndRow(notes, isAnswered: true, isSound: unsound?.Contains(row) != true);
                one.Pass(notes);
            }

            if (isCutOff) break;
        }

        if (isKilled) return new Night(verified, new Conclusion([], []));
        one.End(isComplete: !isCutOff);
        return new Night(verified, await follower.ConcludeAsync(run));

        IAsyncEnumerable<IReadOnlyList<string>> Walk() => rows.Chunk(7).ToAsyncEnumerable().Select(IReadOnlyList<string> (page) => page);
    }

    private sealed class NoReport : IFollowerReport
    {
        public void Found(Finding finding) => throw new NotSupportedException();

        public void NotVerified(string code, string reason) => throw new NotSupportedException();

        public void Verified(string code, long count) => throw new NotSupportedException();

        public void Completed(string code, string? project) => throw new NotSupportedException();

        public void Skipped(string code, string what, string reason, long count) => throw new NotSupportedException();
    }
}
