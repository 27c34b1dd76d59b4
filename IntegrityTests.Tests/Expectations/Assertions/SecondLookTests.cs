using FluentAssertions;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Expectations.Assertions;

public sealed class SecondLookTests
{
    private readonly List<bool> _looks = [];

    [Fact]
    public async Task What_agrees_is_looked_at_once()
    {
        var row = new TestRow();

        await SecondLook.AtAsync(row.Row, Look(differsAtFirst: false, differsAgain: false));

        _looks.Should().Equal(false);
        row.Findings.Should().BeEmpty();
        row.Skips.Should().BeEmpty();
    }

    [Fact]
    public async Task What_still_differs_is_found_once()
    {
        var row = new TestRow();

        await SecondLook.AtAsync(row.Row, Look(differsAtFirst: true, differsAgain: true));

        _looks.Should().Equal(false, true);
        row.Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task What_agrees_when_read_again_is_no_finding_but_said()
    {
        var row = new TestRow();

        await SecondLook.AtAsync(row.Row, Look(differsAtFirst: true, differsAgain: false));

        row.Findings.Should().BeEmpty();
        row.Skips.Should().ContainSingle().Which.Comparison.Should().Be("changed meanwhile");
    }

    [Fact]
    public async Task A_failed_assertion_leads_to_the_second_look_too()
    {
        var row = new TestRow();

        var looking = () => SecondLook.AtAsync(row.Row, (look, again) =>
        {
            _looks.Add(again);
            Example.Response("[]", status: System.Net.HttpStatusCode.NotFound, row: look).Should().BeOk();
            return Task.CompletedTask;
        });

        await looking.Should().ThrowAsync<XunitException>();
        _looks.Should().Equal(false, true);
        row.Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task What_is_found_twice_before_a_failed_assertion_is_reported_too()
    {
        var row = new TestRow();

        var looking = () => SecondLook.AtAsync(row.Row, (look, _) =>
        {
            look.Report(Example.Project(), "user:1", "is wrong");
            Example.Response("[]", status: System.Net.HttpStatusCode.NotFound, row: look).Should().BeOk();
            return Task.CompletedTask;
        });

        await looking.Should().ThrowAsync<XunitException>();
        row.Findings.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_failed_assertion_that_found_nothing_is_not_looked_at_again()
    {
        var looking = () => SecondLook.AtAsync(new TestRow().Row, (_, again) =>
        {
            _looks.Add(again);
            throw new XunitException("not about the deployment");
        });

        await looking.Should().ThrowAsync<XunitException>();
        _looks.Should().Equal(false);
    }

    [Fact]
    public async Task A_failure_that_found_nothing_is_not_looked_at_again()
    {
        var row = new TestRow();

        var looking = () => SecondLook.AtAsync(row.Row, (look, again) =>
        {
            _looks.Add(again);
            throw new NotVerifiedException("no answer");
        });

        await looking.Should().ThrowAsync<NotVerifiedException>();
        _looks.Should().Equal(false);
    }

    [Fact]
    public async Task What_was_found_before_an_answer_failed_for_good_is_reported()
    {
        var row = new TestRow();

        var looking = () => SecondLook.AtAsync(row.Row, (look, _) =>
        {
            look.Report(Example.Project(), "user:1", "is wrong");
            throw new NotVerifiedException("no answer");
        });

        await looking.Should().ThrowAsync<NotVerifiedException>();
        row.Texts.Should().Equal("user:1 is wrong");
    }

    [Fact]
    public async Task What_was_found_at_first_is_not_lost_when_the_check_fails_in_its_second_look()
    {
        var row = new TestRow();

        var looking = () => SecondLook.AtAsync(row.Row, (look, again) =>
        {
            if (again) throw new InvalidOperationException("a bug");
            look.Report(Example.Project(), "user:1", "is wrong");
            return Task.CompletedTask;
        });

        await looking.Should().ThrowAsync<InvalidOperationException>();
        row.Texts.Should().Equal("user:1 is wrong");
    }

    [Fact]
    public async Task What_could_not_be_asked_again_is_no_finding()
    {
        var row = new TestRow();

        var looking = () => SecondLook.AtAsync(row.Row, (look, again) =>
        {
            if (again) throw new NotVerifiedException("no answer");
            look.Report(Example.Project(), "user:1", "is wrong");
            return Task.CompletedTask;
        });

        await looking.Should().ThrowAsync<NotVerifiedException>();
        row.Findings.Should().BeEmpty("nobody knows whether it still differs");
    }

    [Fact]
    public async Task Calls_and_skips_of_both_looks_count()
    {
        var row = new TestRow();

        await SecondLook.AtAsync(row.Row, (look, again) =>
        {
            look.CountCall();
            look.Skip("teams", "column x is missing");
            if (!again) look.Report(Example.Project(), "user:1", "is wrong");
            return Task.CompletedTask;
        });

        row.Calls.Should().Be(2);
        row.Skips.Count(skip => skip.Comparison == "teams").Should().Be(2);
    }

    [Theory]
    [InlineData((int)Holds.UnlessRowsChanged, 0)]
    [InlineData((int)Holds.UnlessItCameAndWent, 0)]
    [InlineData((int)Holds.UnlessGone, 1)]
    [InlineData((int)Holds.Always, 1)]
    public async Task What_no_change_of_rows_explains_counts_although_it_is_gone(int holds, int found)
    {
        var row = new TestRow();

        await SecondLook.AtAsync(row.Row, (look, again) =>
        {
            if (!again) look.Report(Wrong() with { Holds = (Holds)holds });
            return Task.CompletedTask;
        });

        row.Findings.Should().HaveCount(found);
        row.Findings.Where(finding => !finding.Message.StartsWith("is wrong (it was so once;")).Should().BeEmpty();
    }

    [Theory]
    [InlineData((int)Holds.UnlessGone, 0)]
    [InlineData((int)Holds.Always, 1)]
    public async Task A_row_that_is_gone_explains_a_status_but_not_somebody_elses_data(int holds, int found)
    {
        var row = new TestRow();

        var looking = () => SecondLook.AtAsync(row.Row, (look, again) =>
        {
            if (again) throw new RowSkippedException("the user was deleted during the run");
            look.Report(Wrong() with { Holds = (Holds)holds });
            return Task.CompletedTask;
        });

        await looking.Should().ThrowAsync<RowSkippedException>();
        row.Findings.Should().HaveCount(found);
    }

    [Theory]
    [InlineData("1", "1", 1)]
    [InlineData("1", "2", 0)]
    public async Task A_value_that_differed_from_rows_that_did_not_change_was_wrong_once(string before, string after, int found)
    {
        var row = new TestRow();
        var answers = new Queue<string>(["2", after]);

        await SecondLook.AtAsync(
            row.Row,
            before,
            () => Task.FromResult(after),
            look => Task.FromResult(Example.Response($$"""{"number":{{answers.Dequeue()}}}""", row: look)),
            (_, stored, response) => response.Should().Describe(
                new View().Value("number", int.Parse(stored))));

        row.Findings.Should().HaveCount(found);
        row.Skips.Should().HaveCount(1 - found);
    }

    private static Finding Wrong() => new() { Code = "TST001", Severity = Severity.Error, Subject = "user:1", Message = "is wrong" };

    private Func<CheckRow, bool, Task> Look(bool differsAtFirst, bool differsAgain) => async (look, again) =>
    {
        _looks.Add(again);
        await Task.Yield();
        if (again ? differsAgain : differsAtFirst) look.Report(Example.Project(), "user:1", "is wrong");
    };
}
