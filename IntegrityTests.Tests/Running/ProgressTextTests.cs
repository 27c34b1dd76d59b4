using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using static IntegrityTests.Tests.Running.Support.GoingRun;

namespace IntegrityTests.Tests.Running;

/// <summary>What a run says of itself while it goes on: nothing that is not so.</summary>
public sealed class ProgressTextTests
{
    [Fact]
    public void A_line_shows_project_check_rows_calls_rate_and_findings()
    {
        var acme = Cases.Partition("6fbb", "Ac\nme");
        using var going = new GoingRun([new(List, acme), new(Users, acme), new(List, Cases.Partition("p2", "Other"))]);
        going.Pass();
        going.Lines.Clear();
        going.Work(List, acme, rows: 1200, calls: 3000);
        going.Tally.Of("USR001").CountFinding(Severity.Error);

        going.Pass();

        going.Lines.Should().Equal("project 1 of 2 Ac\\nme (6fbb), USR001: 1,200 rows, 3,000 calls, 3,000 calls/s, 1 finding");
    }

    [Fact]
    public void A_total_gives_percent_at_once_and_the_time_left_when_there_is_a_rate()
    {
        using var going = new GoingRun([new(Users, null)]);
        going.Forecast(Users, new RowForecast(1000, IsAbout: false));
        going.Work(Users, null, rows: 10, calls: 20);
        going.Pass();
        going.Lines[^1].Should().EndWith("; one by one 1 % of 1,000; USR002 1 % of 1,000");

        for (var second = 0; second < 7; second++)
        {
            going.Work(Users, null, rows: 10, calls: 20);
            going.Pass();
        }

        going.Lines[^1].Should().EndWith("; one by one 8 % of 1,000, about 2 min left; USR002 8 % of 1,000 (10/s, about 2 min left)");
    }

    [Fact]
    public void An_estimate_is_called_one_until_the_rows_are_counted()
    {
        using var going = new GoingRun([new(Users, null)]);
        going.Forecast(Users, new RowForecast(1000, IsAbout: true));
        going.Work(Users, null, rows: 100, calls: 100);
        going.Pass();
        going.Lines[^1].Should().EndWith("; one by one 10 % of about 1,000; USR002 10 % of about 1,000");

        going.Forecast(Users, new RowForecast(2000, IsAbout: false));
        going.Work(Users, null, rows: 1, calls: 1);
        going.Pass();

        going.Lines[^1].Should().Contain(
            "; one by one 5 % of 2,000, less than before because there are more rows than expected; USR002 5 % of 2,000");
    }

    [Fact]
    public void More_rows_than_expected_are_never_more_than_all()
    {
        using var going = new GoingRun([new(Users, null)]);
        going.Forecast(Users, new RowForecast(10, IsAbout: true));
        going.Work(Users, null, rows: 25, calls: 25);

        going.Pass();

        going.Lines.Should().ContainSingle().Which.Should().EndWith("; one by one 100 % of about 25");
    }

    [Fact]
    public void All_is_done_only_when_it_is()
    {
        using var going = new GoingRun([new(Users, null)]);
        going.Forecast(Users, new RowForecast(1000, IsAbout: false));
        going.Work(Users, null, rows: 999, calls: 999);

        going.Pass();

        going.Lines.Should().ContainSingle().Which.Should().Contain("one by one 99 % of 1,000");
    }

    [Fact]
    public void Without_a_total_of_each_check_that_asks_per_row_there_is_none_of_the_whole()
    {
        using var going = new GoingRun([new(Users, null), new(Teams, null), new(List, null)]);
        going.Forecast(Users, new RowForecast(100, IsAbout: false));
        going.Work(Users, null, rows: 50, calls: 50);
        going.Pass();
        going.Lines[^1].Should().EndWith("0 findings; USR002 50 % of 100");

        going.Progress.CaseEnded(Teams, null);
        going.Work(Users, null, rows: 1, calls: 1);
        going.Pass();

        going.Lines[^1].Should().Contain("; one by one 51 % of 100; USR002 51 % of 100");
    }

    [Fact]
    public void A_case_that_has_ended_has_as_many_rows_as_it_had()
    {
        var (one, other) = (Cases.Partition("p1", "One"), Cases.Partition("p2", "Other"));
        using var going = new GoingRun([new(Users, one), new(Users, other)]);
        going.Forecast(Users, new RowForecast(1000, IsAbout: true));
        going.Work(Users, one, rows: 40, calls: 40);
        going.Progress.CaseEnded(Users, one);
        going.Work(Users, other, rows: 10, calls: 10);
        going.Progress.CaseEnded(Users, other);

        going.Pass();

        going.Lines.Should().ContainSingle().Which.Should().EndWith("one by one 100 % of 50");
    }

    [Fact]
    public void The_time_left_counts_in_calls_because_some_rows_need_more_of_them()
    {
        using var going = new GoingRun([new(Users, null), new(Teams, null)]);
        going.Forecast(Users, new RowForecast(1000, IsAbout: false));
        going.Forecast(Teams, new RowForecast(1000, IsAbout: false));
        going.Pass();
        for (var second = 0; second < 7; second++)
        {
            going.Work(Users, null, rows: 99, calls: 99);
            going.Work(Teams, null, rows: 1, calls: 10);
            going.Pass();
        }

        going.Lines[^1].Should().Contain("one by one 35 % of 2,000, about 2 min left", "993 teams of 10 calls each are left");
    }

    [Fact]
    public void With_a_budget_it_says_what_will_be_left()
    {
        using var going = new GoingRun([new(Users, null)], new RunSettings { Budget = TimeSpan.FromMinutes(2) });
        going.Forecast(Users, new RowForecast(10_000, IsAbout: false));
        for (var second = 0; second < 41; second++)
        {
            going.Work(Users, null, rows: 10, calls: 10);
            going.Pass();
        }

        Whole().Should().MatchRegex("^one by one 4\\.1 % of 10,000, the budget ends in 2 min and will leave about 8,8[0-9][0-9]$");

        going.Pass(seconds: 80);
        going.Work(Users, null, rows: 1, calls: 1);
        going.Pass();
        going.Lines[^1].Should()
            .EndWith("; one by one 4.1 % of 10,000, the budget is over and about 9,589 are left; USR002 4.1 % of 10,000");

        string Whole() => going.Lines[^1].Split("; ")[1];
    }

    [Fact]
    public void A_budget_that_is_enough_leaves_nothing()
    {
        using var going = new GoingRun([new(Users, null)], new RunSettings { Budget = TimeSpan.FromHours(1) });
        going.Forecast(Users, new RowForecast(1000, IsAbout: false));
        for (var second = 0; second < 8; second++)
        {
            going.Work(Users, null, rows: 10, calls: 10);
            going.Pass();
        }

        going.Lines[^1].Should().Contain("; one by one 8 % of 1,000, about 2 min left, the budget ends in 60 min; ");
    }

    [Fact]
    public void What_a_budget_left_is_not_done()
    {
        using var going = new GoingRun([new(Users, null)], new RunSettings { Budget = TimeSpan.FromSeconds(0.5) });
        going.Forecast(Users, new RowForecast(1000, IsAbout: false));
        going.Work(Users, null, rows: 100, calls: 100);
        going.Progress.Of(Users, null).IsCutOff = true;
        going.Progress.CaseEnded(Users, null);

        going.Pass();

        going.Lines.Should().ContainSingle().Which.Should().Contain("one by one 10 % of 1,000, the budget is over and about 900 are left");
    }

    [Fact]
    public void A_project_is_left_when_all_its_cases_have_ended()
    {
        var (one, other) = (Cases.Partition("p1", "One"), Cases.Partition("p2", "Other"));
        var progress = new RunProgress([new(Users, one), new(Users, other), new(Teams, one)]);

        progress.CaseEnded(Users, one);
        progress.Oldest()!.Value.Number.Should().Be(1);
        progress.CaseEnded(Teams, one);

        progress.Oldest().Should().Be((2, other));
        progress.CaseEnded(Users, other);
        progress.Oldest().Should().BeNull();
    }
}
