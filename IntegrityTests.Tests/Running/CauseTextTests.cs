using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Notices;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>A cause in two lines: what is wrong, where and how often, and who is concerned.</summary>
public sealed class CauseTextTests
{
    private static readonly Cause One = Some.Cause("is odd") with { Text = "TST001: # is odd" };

    [Fact]
    public void One_finding_says_it_in_its_own_words() =>
        CauseText.Headline(One).Should().Be("error: 1 finding in Acme (p1): TST001: is odd");

    [Fact]
    public void Findings_about_one_subject_say_it_in_the_words_of_the_first() =>
        CauseText.Headline(One with { Findings = 3, Severity = Severity.Warning }).Should()
            .Be("warning: 3 findings in Acme (p1): TST001: is odd");

    [Theory]
    [InlineData(false, new[] { "number:7", "number:8" })]
    [InlineData(true, new[] { "number:7" })]
    public void Findings_about_several_subjects_say_what_they_have_in_common(bool thereAreMore, string[] subjects) =>
        CauseText.Headline(One with { Findings = 3, Subjects = subjects, MoreSubjects = thereAreMore }).Should()
            .Be("error: 3 findings in Acme (p1): TST001: # is odd");

    [Fact]
    public void What_is_of_no_project_names_none() =>
        CauseText.Headline(One with { First = One.First with { Project = null } }).Should().Be("error: 1 finding: TST001: is odd");

    [Fact]
    public void Who_is_concerned_is_listed() => CauseText.Concerned(One).Should().Be("number:7");

    [Fact]
    public void What_else_is_known_of_it_stands_around_those_who_are_concerned()
    {
        var cause = One with
        {
            First = One.First with { Root = "team:1" },
            Subjects = ["number:7", "number:8"],
            MoreSubjects = true,
            Codes = new Dictionary<string, long> { ["TST001"] = 2, ["TST002"] = 4, ["TST003"] = 1 },
        };

        CauseText.Concerned(cause).Should().Be("because of team:1: number:7, number:8, ...; seen by TST002 (4), TST003 (1) too");
    }
}
