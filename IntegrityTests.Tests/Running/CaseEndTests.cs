using System.Threading.Channels;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using Xunit.Abstractions;

namespace IntegrityTests.Tests.Running;

public sealed class CaseEndTests
{
    private const string Name = "TST001 Every number is fine";

    [Fact]
    public async Task An_empty_source_fails()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(0);

        scenario.Results.Should().Equal(
            new Result("failed", Name, "NOT VERIFIED: The source gave no rows, so this verified nothing. Is the scope right?"));
    }

    [Fact]
    public async Task A_source_that_says_there_is_nothing_to_verify_is_skipped()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Script.NumbersThenThrow(0, new NothingToVerifyException("no Stripe key"));

        await scenario.RunAsync();

        scenario.Results.Should().Equal(new Result("skipped", Name, "no Stripe key"));
        scenario.Tally.Skips.All.Single().Reason.Should().Be("no Stripe key");
    }

    [Fact]
    public async Task Nothing_to_verify_after_the_first_row_is_a_failure()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Script.NumbersThenThrow(1, new NothingToVerifyException("no Stripe key"));

        await scenario.RunAsync();

        scenario.Results.Select(result => result.Kind).Should().Equal("passed", "failed");
    }

    [Fact]
    public async Task A_source_that_throws_in_the_middle_fails_and_what_was_verified_stays_so()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Script.NumbersThenThrow(3, new IOException("connection lost"));

        await scenario.RunAsync();

        scenario.Results.Should().Equal(
            new Result("passed", "TST001 3 rows verified, of rows 1 to 3", ""),
            new Result("failed", Name, "NOT VERIFIED: The rows could not be read after 3 of them: connection lost (IOException)"));
        scenario.Log.OfKind("not-verified").Should().ContainSingle();
        scenario.Tally.CasesNotVerified.Should().Be(1);
    }

    [Fact]
    public async Task A_source_that_cannot_verify_says_why_in_its_own_words()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Script.NumbersThenThrow(0, new NotVerifiedException("the database is down"));

        await scenario.RunAsync();

        scenario.Failures.Single().Text.Should().Be("NOT VERIFIED: the database is down");
    }

    [Fact]
    public async Task An_aborted_run_fails_the_case_once_and_keeps_what_was_verified()
    {
        var scenario = new Scenario(new RunSettings { Concurrency = 2 });
        var inFlight = Channel.CreateUnbounded<int>();
        scenario.Script.Source = _ => Script.Numbers(100);
        scenario.Script.Body = async (number, cancel) =>
        {
            if (number <= 10)
                return;
            inFlight.Writer.TryWrite(number);
            await Task.Delay(Timeout.Infinite, cancel);
        };

        var running = scenario.RunAsync();
        using var patience = new CancellationTokenSource(Scenario.Patience);
        await inFlight.Reader.ReadAsync(patience.Token);
        await inFlight.Reader.ReadAsync(patience.Token);
        scenario.Run.Abort("the server is dead\nsee its log");
        scenario.Run.Abort("a second reason");
        await running;

        scenario.Results.Should().Equal(
            new Result("passed", "TST001 10 rows verified, of rows 1 to 10", ""),
            new Result("failed", Name, "NOT VERIFIED: the server is dead\nsee its log"));
        scenario.Tally.Should().BeEquivalentTo(new { Verified = 10, NotVerified = 2, CasesNotVerified = 1 });
    }

    [Fact]
    public async Task Cases_after_the_abort_give_only_the_first_line()
    {
        var scenario = new Scenario();
        scenario.Run.Abort("the server is dead\nsee its log");
        await scenario.RunAsync(1);

        await scenario.RunAsync(1);

        scenario.Failures.Select(failure => failure.Text).Should().Equal(
            "NOT VERIFIED: the server is dead\nsee its log", "NOT VERIFIED: the server is dead");
        scenario.Tally.Verified.Should().Be(0);
    }

    [Fact]
    public async Task Stop_on_fail_cancels_rows_in_flight_and_pulls_no_more()
    {
        var bus = new SpyBus { StopAt = message => message is ITestFailed };
        var scenario = new Scenario(new RunSettings { Concurrency = 2 }) { Bus = bus };
        var waiting = new TaskCompletionSource();
        scenario.Script.Source = _ => Script.Numbers(100);
        scenario.Script.Body = async (number, cancel) =>
        {
            if (number == 1)
            {
                await waiting.Task;
                throw new NotVerifiedException("broken");
            }
            waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        };

        await scenario.RunAsync();

        scenario.Results.Should().ContainSingle().Which.Kind.Should().Be("failed");
        scenario.Report.Tally.Stopped.Should().Be(1);
    }

    [Fact]
    public async Task A_stop_is_heard_after_every_row_even_when_rows_have_no_results_any_more()
    {
        var (ran, ranBefore, left) = (0, 0, 50);
        var scenario = new Scenario(new RunSettings { Concurrency = 2, MaxFailuresPerCase = 3 })
        {
            Bus = new SpyBus { StopAt = _ => Interlocked.Decrement(ref left) <= 0 && NoteRows() },
        };

        await scenario.RunAsync(10_000, _ =>
        {
            Interlocked.Increment(ref ran);
            throw new NotVerifiedException("broken");
        });

        (ran - ranBefore).Should().BeLessThanOrEqualTo(3, "two rows were under way");
        scenario.Report.Tally.Stopped.Should().Be(1);

        bool NoteRows()
        {
            Interlocked.CompareExchange(ref ranBefore, ran, 0);
            return true;
        }
    }

    [Fact]
    public async Task A_finding_of_a_row_that_was_stopped_still_counts()
    {
        var scenario = new Scenario(new RunSettings { Concurrency = 1 });
        scenario.Script.Body = (_, cancel) =>
        {
            Script.Row.Report(Scenario.Finding());
            scenario.Run.Abort("dead");
            return Task.FromCanceled(cancel);
        };

        await scenario.RunAsync();

        scenario.Failures.Select(failure => failure.Text.Split('\n')[0]).Should().Equal("TST001 error: It is odd.", "NOT VERIFIED: dead");
    }

    [Fact]
    public async Task A_case_does_not_start_when_the_run_was_stopped()
    {
        var scenario = new Scenario();
        await scenario.Stop.CancelAsync();

        var summary = await scenario.RunAsync(1);

        scenario.Bus.Messages.Should().BeEmpty();
        summary.Total.Should().Be(0);
        scenario.Report.Tally.Stopped.Should().Be(1);
    }

    [Fact]
    public async Task A_class_that_xunit_could_not_make_ready_fails_its_case()
    {
        var scenario = new Scenario();
        scenario.Aggregator.Add(new InvalidOperationException("no fixture"));

        await scenario.RunAsync(1);

        scenario.Results.Should().Equal(new Result("failed", Name, "NOT VERIFIED: no fixture"));
    }

    [Fact]
    public async Task A_log_that_fails_does_not_take_the_run_with_it()
    {
        var scenario = new Scenario();
        scenario.Log.Failure = new IOException("no log");

        await scenario.RunAsync(1);

        scenario.Failures.Single().Text.Should().Be("NOT VERIFIED: The case could not be run: no log");
        scenario.Tally.CasesNotVerified.Should().Be(1);
    }

    [Fact]
    public async Task Without_a_run_the_case_says_what_is_missing()
    {
        var bus = new SpyBus();

        using var stop = new CancellationTokenSource();
        await Cases.Of(typeof(ScriptedCheck)).RunAsync(bus, bus, [], new Xunit.Sdk.ExceptionAggregator(), stop);

        bus.Results.Single().Text.Should().Contain("[assembly: TestFramework]");
    }

    [Fact]
    public async Task Source_and_rows_know_run_check_and_partition()
    {
        var scenario = new Scenario { Partition = Cases.Partition("p1", "Acme") };
        CheckRow? row = null;

        await scenario.RunAsync(1, _ => row = Script.Row);

        scenario.Script.Opened.Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { scenario.Run, Check = new { Code = "TST001" }, scenario.Partition });
        row.Should().BeEquivalentTo(new { Check = new { Code = "TST001" }, scenario.Partition });
    }
}
