using CsCheck;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

/// <summary>Seconds in which a server answers, as fast as it can or not, pass on a clock of the test.</summary>
public sealed class AdaptiveLimitTests
{
    private const int Most = 64;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly AdaptiveLimit _limit;
    private readonly SimulatedLoad _load;

    public AdaptiveLimitTests()
    {
        _limit = new AdaptiveLimit(Most, _clock);
        _load = new SimulatedLoad(_limit, _clock);
    }

    [Fact]
    public void It_begins_low()
    {
        _limit.Limit.Should().Be(2);
        _limit.Words.Should().Be("2 at once");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(50)]
    public void It_comes_near_what_the_server_answers_fast_and_stays_there(int knee)
    {
        _load.Knee = knee;
        _load.Pass(3 * Minute);

        _load.Pass(10 * Minute);

        _load.Lowest.Should().BeGreaterThanOrEqualTo(Math.Max(1, knee - 2));
        _load.Highest.Should().BeLessThanOrEqualTo(knee + 4);
        _load.Answers.Should().BeGreaterThan((long)(0.75 * knee / _load.Work * 600), "little of what the server can do is given away");
    }

    [Fact]
    public void It_says_why_there_are_no_more()
    {
        _load.Knee = 8;

        _load.Pass(Minute);

        _limit.Words.Should().Be("8 at once: 10 were no faster");
    }

    [Fact]
    public void It_never_goes_beyond_the_most_and_says_so()
    {
        _load.Knee = 1000;

        _load.Pass(5 * Minute);

        _load.Highest.Should().Be(Most);
        _limit.Words.Should().Be("64 at once, the most that are tried");
    }

    [Fact]
    public void Refusals_of_the_calls_in_flight_halve_it_once()
    {
        _load.Knee = 1000;
        _load.Pass(Minute);
        var (before, era) = (_limit.Limit, _limit.Era);

        for (var call = 0; call < before; call++) _limit.Refused(era);

        _limit.Limit.Should().Be(before / 2);
        _limit.Words.Should().Be($"{before / 2} at once: it refused calls, or did not answer, at {before}");
    }

    [Fact]
    public void A_server_that_refuses_above_a_number_is_kept_below_most_of_the_time()
    {
        _load.Knee = 1000;
        _load.Refuses = (_, inFlight) => inFlight > 12;
        _load.Pass(3 * Minute);
        var calls = _load.Calls;

        _load.Pass(10 * Minute);

        _load.Highest.Should().BeLessThanOrEqualTo(14);
        _load.Lowest.Should().BeGreaterThanOrEqualTo(6);
        (_load.Calls - calls - _load.Answers).Should().BeLessThan(200, "a few calls show again and again where it refuses");
    }

    [Fact]
    public void A_server_that_refuses_everything_gets_one_call_at_a_time_and_more_when_it_has_recovered()
    {
        _load.Pass(Minute);
        _load.Refuses = (_, _) => true;
        _load.Pass(Minute);
        _limit.Limit.Should().Be(1);

        _load.Refuses = (_, _) => false;
        _load.Pass(3 * Minute);

        _limit.Limit.Should().BeInRange(7, 10);
    }

    [Fact]
    public void A_refusal_now_and_then_changes_nothing()
    {
        _load.Refuses = (call, _) => call % 500 == 499;
        _load.Pass(2 * Minute);

        _load.Pass(10 * Minute);

        _load.Lowest.Should().BeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public void A_server_that_can_do_less_gets_less()
    {
        _load.Knee = 40;
        _load.Pass(3 * Minute);
        _load.Knee = 8;

        _load.Pass(3 * Minute);

        _limit.Limit.Should().BeInRange(6, 16);
    }

    [Fact]
    public void A_server_that_can_do_more_gets_more()
    {
        _load.Knee = 4;
        _load.Pass(3 * Minute);
        _load.Knee = 30;

        _load.Pass(3 * Minute);

        _limit.Limit.Should().BeInRange(28, 34);
    }

    [Fact]
    public void Answers_that_are_slow_by_themselves_hold_it_for_a_moment_only()
    {
        _load.Knee = 20;
        _load.Pass(3 * Minute);
        _load.Work *= 5;

        _load.Pass(Minute);
        _load.Lowest.Should().BeGreaterThanOrEqualTo(9, "half as many were no faster, so it is not their number");
        _load.Pass(5 * Minute);

        _limit.Limit.Should().BeInRange(18, 24);
    }

    [Fact]
    public void Answers_of_a_few_milliseconds_may_take_twice_as_many()
    {
        _load.Work = 0.004;
        _load.Pass(Minute);
        _load.Work = 0.012;

        _load.Pass(Minute);

        _load.Lowest.Should().BeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public void It_does_not_grow_while_there_is_less_to_ask_than_it_allows()
    {
        _load.Wanted = 2;

        _load.Pass(10 * Minute);

        _limit.Limit.Should().Be(2);
    }

    [Fact]
    public void Answers_of_calls_that_began_before_it_changed_say_nothing()
    {
        _load.Knee = 1000;
        _load.Pass(Minute);
        var (before, era) = (_limit.Limit, _limit.Era);
        for (var call = 0; call < 3; call++) _limit.Refused(era);
        _clock.Advance(Minute);

        for (var call = 0; call < 10_000; call++) _limit.Answered(era, TimeSpan.FromHours(1), isBusy: true);

        _limit.Limit.Should().Be(before / 2);
    }

    [Fact]
    public void Whatever_a_server_does_it_stays_within_its_bounds_and_calls_go_on() =>
        Gen.Select(Gen.Int[1, 32], Gen.Select(Gen.Int[10, 50], Gen.Int[50, 500], Gen.Int[0, 100]).Array[1, 6]).Sample(
            (most, times) =>
            {
                var clock = new FakeTimeProvider();
                var limit = new AdaptiveLimit(most, clock);
                var load = new SimulatedLoad(limit, clock);
                foreach (var (knee, milliseconds, refused) in times)
                {
                    (load.Knee, load.Work) = (knee, milliseconds / 1000.0);
                    load.Refuses = (call, _) => call * 37 % 100 < refused;
                    var calls = load.Calls;
                    load.Pass(Minute / 3);
                    if (load.Lowest < 1 || load.Highest > most || load.Calls - calls < 10) return false;
                }

                return true;
            },
            iter: 50);
}
