using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static IntegrityTests.Tests.Running.Support.GoingRun;

namespace IntegrityTests.Tests.Running;

/// <summary>How fast a run is, and how long it still needs: from so many rows in so much time that it can be said.</summary>
public sealed class ProgressRateTests
{
    [Fact]
    public void Checks_share_the_calls_so_that_the_time_left_is_that_of_all_their_rows()
    {
        using var going = Going(users: 1000, teams: 1000);

        After(going, seconds: 10, users: 10, teams: 10).Should().EndWith(
            "; one by one 10 % of 2,000, about 2 min left; "
            + "TEM002 10 % of 1,000 (10/s, about 2 min left), USR002 10 % of 1,000 (10/s, about 2 min left)");
    }

    [Fact]
    public void Rows_of_all_checks_together_may_be_enough_for_the_time_of_all()
    {
        using var going = Going(users: 1000, teams: 1000);

        After(going, seconds: 5, users: 4, teams: 4).Should()
            .EndWith("; one by one 2 % of 2,000, about 5 min left; TEM002 2 % of 1,000, USR002 2 % of 1,000");
    }

    [Theory]
    [InlineData(5, 6, "3 % of 1,000, about 3 min left; USR002 3 % of 1,000 (6/s, about 3 min left)")]
    [InlineData(4, 100, "40 % of 1,000; USR002 40 % of 1,000")]
    [InlineData(29, 1, "2.9 % of 1,000; USR002 2.9 % of 1,000")]
    [InlineData(30, 1, "3 % of 1,000, about 17 min left; USR002 3 % of 1,000 (1/s, about 17 min left)")]
    public void Five_seconds_and_thirty_rows_are_enough_for_a_time(int seconds, int perSecond, string expected)
    {
        using var going = Going(users: 1000);

        After(going, seconds, users: perSecond).Should().EndWith($"; one by one {expected}");
    }

    [Theory]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(61, "2 min")]
    [InlineData(3600, "1 h 0 min")]
    [InlineData(86_399, "23 h 59 min")]
    [InlineData(86_400, "1 d 0 h")]
    [InlineData(90_000, "1 d 1 h")]
    public void A_time_is_said_in_the_unit_that_fits(int seconds, string expected)
    {
        using var going = Going(users: 100 + (10 * seconds));

        After(going, seconds: 10, users: 10).Should().Contain($", about {expected} left; ");
    }

    [Fact]
    public void A_check_without_rows_changes_nothing()
    {
        using var going = Going(users: 1000, teams: 0);

        After(going, seconds: 10, users: 10).Should()
            .EndWith("; one by one 10 % of 1,000, about 2 min left; USR002 10 % of 1,000 (10/s, about 2 min left)");
    }

    [Fact]
    public void What_is_done_needs_no_time()
    {
        using var going = Going(users: 100);

        After(going, seconds: 10, users: 10).Should().EndWith("; one by one 100 % of 100");
    }

    [Fact]
    public void With_one_number_that_is_about_so_many_the_sum_is_too()
    {
        using var going = Going(users: 1000, teams: 1000, teamsAreAbout: true);

        After(going, seconds: 1, users: 1).Should().Contain("; one by one 0 % of about 2,000; TEM002 0 % of about 1,000, USR002 ");
    }

    [Theory]
    [InlineData(10, ", the budget is over and about 900 are left; USR002 10 % of 1,000")]
    [InlineData(100, ", about 2 min left, the budget ends in 2 min; USR002 10 % of 1,000 (10/s, about 2 min left)")]
    [InlineData(55, ", the budget ends in 45 s and will leave about 450; USR002 10 % of 1,000 (10/s, about 2 min left)")]
    public void A_budget_is_over_at_its_last_moment_and_enough_at_the_last(int budget, string expected)
    {
        using var going = Going(users: 1000, settings: new RunSettings { Budget = TimeSpan.FromSeconds(budget) });

        After(going, seconds: 10, users: 10).Should().EndWith($"; one by one 10 % of 1,000{expected}");
    }

    [Fact]
    public void A_line_counts_all_rows_whatever_became_of_them_and_few_calls_with_their_fraction()
    {
        using var going = new GoingRun([]);
        going.Tally.Of("USR001").Count(RowVerdict.Verified);
        going.Tally.Of("USR001").Count(RowVerdict.Failed);
        going.Tally.Of("USR001").Count(RowVerdict.NotVerified);
        var text = new ProgressText(going.Tally, going.Progress, going.Run);
        text.Update();
        going.Tally.Of("USR001").CountCalls(5);

        going.Pass(seconds: 2);
        text.Update();

        text.Line().Should().Be("3 rows, 5 calls, 2.5 calls/s, 0 findings");
        text.Status().Should().Be("5 calls, 2.5 calls/s, 0 findings");
    }

    [Fact]
    public void A_rate_is_over_the_last_minute_and_what_came_before_anything_happened_is_no_time()
    {
        var clock = new FakeTimeProvider();
        var rate = new RecentRate(clock);
        Add(0, 0, 0);
        Add(5, 0, 0);
        rate.Measured.Should().Be(TimeSpan.FromSeconds(5));
        Add(30, 1, 0);
        rate.Measured.Should().Be(TimeSpan.FromSeconds(30), "nothing had happened before");
        Add(30, 2, 0);
        rate.Measured.Should().Be(TimeSpan.FromSeconds(60), "only one of the numbers had begun to grow");
        Add(1, 3, 0);
        rate.Measured.Should().Be(TimeSpan.FromSeconds(31));
        Add(90, 4, 0);
        rate.Measured.Should().Be(TimeSpan.FromSeconds(90), "two moments are needed, however far they are apart");
        (rate.Grown("a"), rate.Grown("b"), rate.Grown("c")).Should().Be((1, 0, 0));

        void Add(int seconds, long a, long b)
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            rate.Add(new Dictionary<string, long> { ["a"] = a, ["b"] = b });
        }
    }

    private static GoingRun Going(int users, int? teams = null, bool teamsAreAbout = false, RunSettings? settings = null)
    {
        var going = new GoingRun(teams is null ? [new(Users, null)] : [new(Users, null), new(Teams, null)], settings);
        going.Forecast(Users, new RowForecast(users, IsAbout: false));
        if (teams is { } count) going.Forecast(Teams, new RowForecast(count, teamsAreAbout));
        return going;
    }

    // Each row needs one call.
    private static string After(GoingRun going, int seconds, int users, int teams = 0)
    {
        var text = new ProgressText(going.Tally, going.Progress, going.Run);
        text.Update();
        for (var second = 0; second < seconds; second++)
        {
            going.Work(Users, null, users, users);
            going.Work(Teams, null, teams, teams);
            going.Pass();
            text.Update();
        }

        return text.Line();
    }
}
