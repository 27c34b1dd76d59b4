using FluentAssertions;
using IntegrityTests.Expectations.Assertions;
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
        using var row = TestRow.Begin();

        await SecondLook.AtAsync(Look(differsAtFirst: false, differsAgain: false));

        _looks.Should().Equal(false);
        row.Findings.Should().BeEmpty();
        row.Skips.Should().BeEmpty();
    }

    [Fact]
    public async Task What_still_differs_is_found_once()
    {
        using var row = TestRow.Begin();

        await SecondLook.AtAsync(Look(differsAtFirst: true, differsAgain: true));

        _looks.Should().Equal(false, true);
        row.Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task What_agrees_when_read_again_is_no_finding_but_said()
    {
        using var row = TestRow.Begin();

        await SecondLook.AtAsync(Look(differsAtFirst: true, differsAgain: false));

        row.Findings.Should().BeEmpty();
        row.Skips.Should().ContainSingle().Which.Comparison.Should().Be("one look");
    }

    [Fact]
    public async Task A_failed_assertion_leads_to_the_second_look_too()
    {
        using var row = TestRow.Begin();

        var looking = () => SecondLook.AtAsync(again =>
        {
            _looks.Add(again);
            Example.Response("[]", status: System.Net.HttpStatusCode.NotFound).Should().BeOk();
            return Task.CompletedTask;
        });

        await looking.Should().ThrowAsync<XunitException>();
        _looks.Should().Equal(false, true);
        row.Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task A_failure_that_found_nothing_is_not_looked_at_again()
    {
        using var row = TestRow.Begin();

        var looking = () => SecondLook.AtAsync(again =>
        {
            _looks.Add(again);
            throw new NotVerifiedException("no answer");
        });

        await looking.Should().ThrowAsync<NotVerifiedException>();
        _looks.Should().Equal(false);
    }

    private Func<bool, Task> Look(bool differsAtFirst, bool differsAgain) => async again =>
    {
        _looks.Add(again);
        await Task.Yield();
        if (again ? differsAgain : differsAtFirst) Findings.Report(Example.Project(), "user:1", "is wrong");
    };
}
