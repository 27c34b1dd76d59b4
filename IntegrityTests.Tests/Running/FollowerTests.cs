using System.Collections.Concurrent;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What a follower finds counts like what a check finds.</summary>
public sealed class FollowerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static Finding Difference => new()
    {
        Code = "SNP001",
        Severity = Severity.Error,
        Subject = "user:1",
        Endpoint = "/api/v1/users/1",
        IsOfAnyEndpoint = true,
        Message = "It differs.",
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_finding_of_the_follower_fails_the_case()
    {
        var scenario = await RunAsync(new RunSettings(), report => report.Found(Difference));

        scenario.Failures.Should().ContainSingle().Which.Text.Should().StartWith("SNP001 error: It differs.");
        scenario.Report.Tally.Of("SNP001").Should().BeEquivalentTo(new { Findings = 1, Known = 0, Failed = 1 });
    }

    [Fact]
    public async Task A_known_finding_of_the_follower_is_counted_and_fails_nothing()
    {
        var scenario = await RunAsync(Baseline("""{"code":"SNP001","subject":"user:1"}"""), report => report.Found(Difference));

        scenario.Failures.Should().BeEmpty();
        scenario.Report.Tally.Of("SNP001").Should().BeEquivalentTo(new { Findings = 0, Known = 1, Failed = 0 });
        scenario.Log.OfKind("finding").Should().ContainSingle().Which["known"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task A_run_that_writes_the_baseline_writes_the_findings_of_the_follower()
    {
        var scenario = await RunAsync(Baseline() with { WritesBaseline = true }, report => report.Found(Difference));

        scenario.Report.Known.Close(completed: true);

        scenario.Failures.Should().BeEmpty();
        File.ReadAllLines(_folder.File("known.jsonl")).Should().Equal("""{"code":"SNP001","subject":"user:1"}""");
    }

    [Theory]
    [InlineData("p", 1)]
    [InlineData("q", 0)]
    [InlineData(null, 1)]
    public async Task An_entry_is_stale_where_the_follower_looked_at_everything(string? project, int stale)
    {
        var scenario = await RunAsync(
            Baseline("""{"code":"SNP001","project":"p","subject":"user:1"}"""), report => report.Completed("SNP001", project));

        scenario.Report.Known.Close(completed: true).Stale.Should().HaveCount(stale);
    }

    [Fact]
    public async Task A_row_that_cannot_be_run_holds_up_none_of_those_behind_it()
    {
        // With two rows at once, eight of them may be ahead of the first; the ninth waits for its turn.
        var scenario = new Scenario(new RunSettings { Concurrency = 2, Follower = new Follower(_ => { }) });
        var waits = new TaskCompletionSource();
        scenario.Script.Source = _ => Rows();
        scenario.Script.Body = async (number, _) =>
        {
            if (number > 1) return;
            await waits.Task;
            scenario.Log.Failure = new IOException("no log");
            throw new FormatException("a crash is written to the log");
        };

        await scenario.RunAsync();

        scenario.Failures.Should().ContainSingle().Which.Text.Should().Be("NOT VERIFIED: The case could not be run: no log");

        async IAsyncEnumerable<object[]> Rows()
        {
            await foreach (var row in Script.Numbers(20))
            {
                if (row[0] is 9) waits.SetResult();
                yield return row;
            }
        }
    }

    [Fact]
    public async Task A_row_that_cannot_be_passed_on_ends_the_case_and_what_was_verified_stays_so()
    {
        var follower = new Follower(_ => { }, row => throw new InvalidOperationException($"row {row} is refused"));
        var scenario = new Scenario(new RunSettings { Concurrency = 1, Follower = follower });

        await scenario.RunAsync(100, number => number.Should().Be(1));

        scenario.Failures.Should().ContainSingle().Which.Text.Should().Be("NOT VERIFIED: The case could not be run: row 1 is refused");
        scenario.Tally.Should().BeEquivalentTo(new { Findings = 0, CasesNotVerified = 1 });
    }

    [Fact]
    public async Task The_follower_learns_how_each_row_ended()
    {
        var follower = new Follower(_ => { });
        var scenario = new Scenario(new RunSettings { Concurrency = 1, Follower = follower });

        await scenario.RunAsync(4, number =>
        {
            if (number == 2) Script.Row.Report(Scenario.Finding());
            if (number == 3) throw new IOException("connection lost");
            if (number == 4) throw new RowSkippedException("it is not served");
        });

        follower.Told.Should().Equal(
            "1 is answered, sound", "2 is answered, unsound", "3 is unanswered, unsound", "4 is unanswered, unsound", "complete");
    }

    [Fact]
    public async Task The_follower_learns_whether_all_rows_were_read()
    {
        (await EndOfAsync(Script.NumbersThenThrow(0, new NothingToVerifyException("there is none")))).Should().Be("complete");
        (await EndOfAsync(Script.NumbersThenThrow(1, new NothingToVerifyException("there is none")))).Should().Be("incomplete");
        (await EndOfAsync(Script.NumbersThenThrow(1, new IOException("connection lost")))).Should().Be("incomplete");
        (await EndOfAsync(Script.Numbers(2))).Should().Be("complete");

        static async Task<string> EndOfAsync(IAsyncEnumerable<object[]> rows)
        {
            var follower = new Follower(_ => { });
            var scenario = new Scenario(new RunSettings { Follower = follower });
            scenario.Script.Source = _ => rows;
            await scenario.RunAsync();
            return follower.Told[^1];
        }
    }

    private static async Task<Scenario> RunAsync(RunSettings settings, Action<IFollowerReport> report)
    {
        settings = settings with { Follower = new Follower(report) };
        var scenario = new Scenario(settings, KnownFindings.Open(settings));
        await scenario.RunAsync(1);
        return scenario;
    }

    private RunSettings Baseline(params string[] lines)
    {
        File.WriteAllLines(_folder.File("known.jsonl"), lines);
        return new RunSettings { Baseline = _folder.File("known.jsonl") };
    }

    /// <summary>Reports when the case ends, and keeps what it was told.</summary>
    private sealed class Follower(Action<IFollowerReport> report, Action<object>? pass = null) : IRunFollower
    {
        // Rows end at the same time.
        private readonly ConcurrentQueue<string> _told = new();

        public IReadOnlyList<string> Told => [.. _told];

        public Task<ICaseFollower> BeginAsync(Run run, FollowedCase followed, IFollowerReport takes) =>
            Task.FromResult<ICaseFollower>(new Case(() => report(takes), pass, _told));

        public Task EndAsync(Run run, bool isComplete, IFollowerReport takes) => Task.CompletedTask;

        private sealed class Case(Action end, Action<object>? pass, ConcurrentQueue<string> told) : ICaseFollower
        {
            public object BeginRow(IReadOnlyList<object?> row) => row[0]!;

            public void EndRow(object notes, bool isAnswered, bool isSound) =>
                told.Enqueue($"{notes} is {(isAnswered ? "answered" : "unanswered")}, {(isSound ? "sound" : "unsound")}");

            public void Pass(object notes) => pass?.Invoke(notes);

            public void End(bool isComplete)
            {
                told.Enqueue(isComplete ? "complete" : "incomplete");
                end();
            }
        }
    }
}
