using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Rows;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>A run that may ask per row for so long: what is in flight is finished, and what is left is said.</summary>
public sealed class BudgetTests
{
    private static readonly RunSettings OneHour = new() { Budget = TimeSpan.FromHours(1), Concurrency = 2 };

    [Fact]
    public async Task When_it_is_over_no_row_is_pulled_and_those_in_flight_are_finished()
    {
        var clock = new WatchedClock();
        var scenario = new Scenario(OneHour, clock: clock) { Check = typeof(ScriptedRowCheck) };
        scenario.Script.Source = _ => Script.Numbers(100);
        scenario.Script.Body = (number, _) =>
        {
            if (number == 10) clock.Advance(TimeSpan.FromHours(1));
            return Task.CompletedTask;
        };

        await scenario.RunAsync();

        scenario.Tally.Verified.Should().BeInRange(10, 11, "one row more was in flight at most");
        scenario.Tally.CasesLeft.Should().Be(1);
        scenario.Tally.CasesNotVerified.Should().Be(0);
        scenario.Failures.Should().BeEmpty("the end of the run says once what it means");
        scenario.Results.Should().ContainSingle(result => result.Kind == "skipped")
            .Which.Text.Should().StartWith("left: the budget was over after 1").And.EndWith("Nothing is known about the others.");
        scenario.Log.OfKind("left").Should().ContainSingle().Which["rows"]!.GetValue<long>().Should().Be(scenario.Tally.Verified);
    }

    [Fact]
    public async Task It_interrupts_a_source_that_looks_for_its_next_row()
    {
        var clock = new WatchedClock();
        var scenario = new Scenario(OneHour, clock: clock) { Check = typeof(ScriptedRowCheck) };
        async IAsyncEnumerable<object[]> Endless(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
        {
            yield return [1];
            clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(Timeout.Infinite, cancel);
        }
        scenario.Script.Source = cancel => Endless(cancel);

        await scenario.RunAsync();

        scenario.Tally.Should().BeEquivalentTo(new { Verified = 1L, CasesLeft = 1L, CasesNotVerified = 0L });
    }

    [Fact]
    public async Task A_check_of_lists_and_rules_runs_whole()
    {
        var scenario = new Scenario(new RunSettings { Budget = TimeSpan.Zero });

        await scenario.RunAsync(20);

        scenario.Tally.Should().BeEquivalentTo(new { Verified = 20L, CasesLeft = 0L });
    }

    [Fact]
    public async Task A_source_that_ends_in_time_is_whole()
    {
        var scenario = new Scenario(OneHour, clock: new WatchedClock()) { Check = typeof(ScriptedRowCheck) };

        await scenario.RunAsync(20);

        scenario.Tally.Should().BeEquivalentTo(new { Verified = 20L, CasesLeft = 0L });
    }

    [Fact]
    public async Task What_could_not_be_compared_is_said_although_rows_are_left()
    {
        var clock = new WatchedClock();
        var scenario = new Scenario(OneHour, clock: clock) { Check = typeof(ScriptedRowCheck) };

        await scenario.RunAsync(10, number =>
        {
            if (number == 1) Script.Row.Leave("a comparison", Gap.Unknown("the config could not be had"));
            clock.Advance(TimeSpan.FromHours(1));
        });

        scenario.Failures.Should().ContainSingle().Which.Text.Should().Contain("the config could not be had");
    }

    [Fact]
    public async Task A_stop_while_it_is_over_is_a_stop()
    {
        using var cancel = new CancellationTokenSource();
        using var enough = new CancellationTokenSource();
        var pump = new RowPump(1, (_, _) => Task.CompletedTask);
        async IAsyncEnumerable<object[]> Source()
        {
            await cancel.CancelAsync();
            await enough.CancelAsync();
            cancel.Token.ThrowIfCancellationRequested();
            yield break;
        }

        var end = await pump.RunAsync(Source(), cancel.Token, enough.Token);

        end.Should().BeEquivalentTo(new { IsCutOff = false, Exhausted = false });
    }

    [Fact]
    public async Task A_run_that_left_rows_is_red_and_says_of_which_check()
    {
        using var run = new ScriptedRun();
        run.Script.Source = _ => Script.Numbers(3);

        var bus = await run.RunAsync(
            () => run.Settings() with { Budget = TimeSpan.Zero },
            new SpyBus(),
            Cases.Of(typeof(ScriptedRowCheck)),
            Cases.Of(typeof(ScriptedCheck), Cases.Partition("p1", "One")));

        bus.Results.Should().ContainSingle(result => result.Kind == "failed").Which.Text.Should()
            .StartWith("NOT VERIFIED: The budget of 0 days was over before all rows were verified: TST001 3 rows, 1 case unfinished.");
        run.Printed[^1].Should().EndWith("FAILED: 3 rows verified, 1 case not verified, 1 case left unfinished");
    }
}
