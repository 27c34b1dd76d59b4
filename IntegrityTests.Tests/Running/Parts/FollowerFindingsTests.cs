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

    [Fact]
    public void More_than_can_wait_is_told_at_once()
    {
        for (var number = 1; number < 10_000; number++) _findings.IsToTell(Waiting(number), false);

        _findings.IsToTell(Waiting(10_000), false).Should().BeFalse("it waits");
        _findings.IsToTell(Waiting(10_001), false).Should().BeTrue();

        _findings.Rest().Should().HaveCount(10_000);

        static Finding Waiting(int number) => Change($"permission:{number}") with { Root = "user:1" };
    }

    [Fact]
    public void More_than_is_remembered_is_told_again_and_the_others_are_not()
    {
        for (var number = 1; number <= 100_000; number++) _findings.IsToTell(Change($"team:{number}"), false);

        _findings.IsToTell(Change("team:100000"), false).Should().BeFalse();
        _findings.IsToTell(Change("team:100001"), false).Should().BeTrue();
        _findings.IsToTell(Change("team:100001"), false).Should().BeTrue();
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
