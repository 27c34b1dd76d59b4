using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>A run that pauses between rows.</summary>
public sealed class PausedRunTests
{
    [Fact]
    public async Task Rows_wait_for_the_end_of_a_pause_and_are_all_verified()
    {
        var scenario = new Scenario(new RunSettings { MayPause = true, Concurrency = 2 });
        var (waits, pause) = (new TaskCompletionSource(), new TaskCompletionSource());
        var rows = 0;
        scenario.Run.GoOn = _ =>
        {
            if (++rows <= 5) return ValueTask.CompletedTask;
            waits.TrySetResult();
            return new ValueTask(pause.Task);
        };

        var run = scenario.RunAsync(20);
        await waits.Task;
        scenario.Tally.Verified.Should().BeLessThanOrEqualTo(5);
        pause.SetResult();
        await run;

        scenario.Tally.Verified.Should().Be(20);
    }

    [Fact]
    public async Task A_pause_ends_with_the_budget_and_the_rest_is_left()
    {
        var clock = new WatchedClock();
        var scenario = new Scenario(new RunSettings { MayPause = true, Budget = TimeSpan.FromHours(1) }, clock: clock)
        {
            Check = typeof(ScriptedRowCheck),
        };
        scenario.Run.GoOn = async cancel =>
        {
            clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        };

        await scenario.RunAsync(20);

        scenario.Tally.Should().BeEquivalentTo(new { Verified = 0L, CasesLeft = 1L, CasesNotVerified = 0L });
    }

    [Fact]
    public async Task A_run_that_is_given_up_in_a_pause_is_not_verified()
    {
        var scenario = new Scenario(new RunSettings { MayPause = true });
        scenario.Run.GoOn = async cancel =>
        {
            scenario.Run.Abort("The standby does not follow.");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        };

        await scenario.RunAsync(20);

        scenario.Failures.Should().ContainSingle().Which.Text.Should().Be("NOT VERIFIED: The standby does not follow.");
    }
}
