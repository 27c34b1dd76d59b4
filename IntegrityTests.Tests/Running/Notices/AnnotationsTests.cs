using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Notices;
using Xunit;

namespace IntegrityTests.Tests.Running.Notices;

public sealed class AnnotationsTests
{
    [Fact]
    public void A_cause_is_a_command_of_GitHub_on_one_line() =>
        Annotations.OfGitHub(Some.Causes(Some.Cause("is\nodd, by 5 %")), Severity.Error).Should().Equal(
            "::error title=TST001::error: 1 finding in Acme (p1): TST001: is\\nodd, by 5 %25: number:7");

    [Fact]
    public void A_cause_is_a_command_of_Azure_on_one_line() =>
        Annotations.OfAzure(Some.Causes(Some.Cause("is odd, by 5 %")), Severity.Error).Should().Equal(
            "##vso[task.logissue type=error;code=TST001]error: 1 finding in Acme (p1): TST001: is odd, by 5 %AZP25: number:7");

    [Fact]
    public void What_does_not_make_the_run_red_is_a_warning() =>
        Annotations.OfGitHub(Some.Causes(Some.Cause("is odd", Severity.Warning)), Severity.Error).Should().ContainSingle()
            .Which.Should().StartWith("::warning ");

    [Fact]
    public void There_are_at_most_ten()
    {
        var causes = Some.Causes([.. Enumerable.Range(1, 50).Select(number => Some.Cause($"is odd {number}"))]);

        Annotations.OfGitHub(causes, Severity.Error).Should().HaveCount(10);
        Annotations.OfAzure(causes, Severity.Error).Should().HaveCount(10);
    }

    [Fact]
    public void A_long_one_is_cut()
    {
        var causes = Some.Causes(Some.Cause(new string('x', 100_000)));

        Annotations.OfGitHub(causes, Severity.Error).Single().Length.Should().BeLessThan(2000);
    }

    [Fact]
    public void A_name_of_the_deployment_gives_no_command()
    {
        var cause = Some.Cause("is odd");
        var named = cause with { First = cause.First with { ProjectName = "a]\n::stop-commands::x\r##vso[task.complete]" } };

        Annotations.OfGitHub(Some.Causes(named), Severity.Error).Single().Should().NotContainAny("\n", "\r");
        Annotations.OfAzure(Some.Causes(named), Severity.Error).Single().Should().NotContainAny("\n", "\r");
    }
}
