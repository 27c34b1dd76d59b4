using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Verify;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class ComparedProjectsTests : IFollowerReport
{
    private readonly ComparedProjects _projects = new();
    private readonly List<(string Code, string? Project)> _completed = [];

    void IFollowerReport.Found(Finding finding)
    {
    }

    void IFollowerReport.NotVerified(string code, string reason)
    {
    }

    void IFollowerReport.Verified(string code, long count)
    {
    }

    void IFollowerReport.Completed(string code, string? project) => _completed.Add((code, project));

    void IFollowerReport.Skipped(string code, string what, string reason, long count)
    {
    }

    [Fact]
    public void Where_nothing_was_left_out_the_whole_scope_is_complete()
    {
        _projects.Compared("p1");
        _projects.Compared("p2");

        _projects.Conclude(this);

        _completed.Should().Equal(("SNP001", null), ("SNP002", null));
    }

    [Fact]
    public void A_project_of_which_something_was_left_out_is_not_complete()
    {
        _projects.Compared("p1");
        _projects.LeftOut("p2");
        _projects.Compared("p2");

        _projects.Conclude(this);

        _completed.Should().Equal(("SNP001", "p1"), ("SNP002", "p1"));
    }
}
