using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Verify;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class DependentDifferencesTests
{
    private readonly ReportedDifferences _seen = new();
    private readonly SpyReport _report = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_goes_with_something_that_went_is_not_told_whichever_is_compared_first(bool isOwnerFirst)
    {
        var dependent = new DependentDifferences(_seen);

        if (isOwnerFirst) _seen.IsNewlyRemoved("p", "user:1");
        dependent.Take("user:1", Of("p")).Should().BeTrue();
        if (!isOwnerFirst) _seen.IsNewlyRemoved("p", "user:1");
        dependent.Conclude(_report);

        _report.Findings.Should().BeEmpty();
        _seen.Repeats.Should().Be(1);
    }

    [Fact]
    public void What_goes_with_something_that_came_is_not_told()
    {
        var dependent = new DependentDifferences(_seen);
        _seen.IsNewlyAdded("p", "user:1");

        dependent.Take("user:1", Of("p"));
        dependent.Conclude(_report);

        _report.Findings.Should().BeEmpty();
    }

    [Fact]
    public void What_goes_with_something_that_stayed_or_with_somebody_of_another_project_is_told_at_the_end()
    {
        var dependent = new DependentDifferences(_seen);
        _seen.IsNewlyRemoved("other", "user:1");

        dependent.Take("user:1", Of("p"));
        dependent.Conclude(_report);

        _report.Findings.Should().ContainSingle();
    }

    [Fact]
    public void Only_so_many_wait()
    {
        var dependent = new DependentDifferences(_seen);

        var taken = Enumerable.Range(0, 10_001).Count(_ => dependent.Take("user:1", Of("p")));

        taken.Should().Be(10_000);
    }

    private static Finding Of(string project) => new()
    {
        Code = DifferenceFindings.Differs,
        Severity = Severity.Error,
        Project = project,
        Subject = "team:1",
        Message = "lacks a permission",
    };
}
