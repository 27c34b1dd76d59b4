using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Parts;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

public sealed class FollowerFindingsTests
{
    private readonly FollowerFindings _findings = new(new UnionSettings("") { HasComeOrGone = finding => finding.Message == "is gone" });

    [Fact]
    public void A_change_that_shows_in_two_parts_is_told_once()
    {
        _findings.IsToTell(Change("team:1"), false).Should().BeTrue();
        _findings.IsToTell(Change("team:1") with { Endpoint = "/another/answer", Actual = "(hidden, 2)" }, false).Should().BeFalse();
        _findings.IsToTell(Change("team:2"), false).Should().BeTrue();
        _findings.IsToTell(Change("team:1") with { Message = "another" }, false).Should().BeTrue();
    }

    [Fact]
    public void Two_answers_about_one_subject_that_have_no_place_in_common_are_both_told()
    {
        _findings.IsToTell(Change("user:1") with { Path = null, Endpoint = "/a" }, false).Should().BeTrue();
        _findings.IsToTell(Change("user:1") with { Path = null, Endpoint = "/b" }, false).Should().BeTrue();
    }

    [Fact]
    public void What_goes_with_something_that_another_part_found_gone_is_not_told()
    {
        _findings.IsToTell(Change("permission:1") with { Root = "user:1" }, false).Should().BeFalse("it waits");
        _findings.IsToTell(Change("permission:2") with { Root = "user:2" }, true).Should().BeFalse("it waits");
        _findings.IsToTell(Change("user:1") with { Message = "is gone" }, false).Should().BeTrue();
        _findings.IsToTell(Change("user:2"), false).Should().BeTrue();

        _findings.Rest().Should().ContainSingle().Which.Should().Be((Change("permission:2") with { Root = "user:2" }, true));
    }

    private static Finding Change(string subject) => new()
    {
        Code = "SNP001",
        Severity = Severity.Error,
        Project = "p",
        Subject = subject,
        Message = "differs",
        Path = "$.a",
        Endpoint = "/a",
    };
}
