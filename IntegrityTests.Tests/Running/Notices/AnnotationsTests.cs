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

    [Theory]
    [InlineData(Severity.Error, "warning")]
    [InlineData(Severity.Warning, "error")]
    public void What_does_not_make_the_run_red_is_a_warning(Severity failOn, string kind)
    {
        var causes = Some.Causes(Some.Cause("is odd", Severity.Warning));

        Annotations.OfGitHub(causes, failOn).Should().ContainSingle().Which.Should().StartWith($"::{kind} ");
        Annotations.OfAzure(causes, failOn).Should().ContainSingle().Which.Should().StartWith($"##vso[task.logissue type={kind};");
    }

    [Fact]
    public void There_are_at_most_ten()
    {
        var causes = Some.Causes([.. Enumerable.Range(1, 50).Select(number => Some.Cause($"is odd {number}"))]);

        Annotations.OfGitHub(causes, Severity.Error).Should().HaveCount(10);
        Annotations.OfAzure(causes, Severity.Error).Should().HaveCount(10);
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1001, "...")]
    public void One_of_more_than_a_thousand_characters_is_cut(int length, string end)
    {
        const string Around = "error: 1 finding in Acme (p1): TST001: : number:7";
        var text = $"{Around[..^10]}{new string('x', length - Around.Length)}: number:7";

        Annotations.OfGitHub(Some.Causes(Some.Cause(new string('x', length - Around.Length))), Severity.Error).Should()
            .Equal($"::error title=TST001::{text[..1000]}{end}");
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
