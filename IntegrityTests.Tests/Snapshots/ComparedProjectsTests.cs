using FluentAssertions;
using IntegrityTests.Snapshots.Verify;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class ComparedProjectsTests
{
    private readonly ComparedProjects _projects = new();
    private readonly SpyReport _report = new();

    [Fact]
    public void Where_nothing_was_left_out_the_whole_scope_is_complete()
    {
        _projects.Compared("p1");
        _projects.Compared("p2");

        _projects.Conclude(_report);

        _report.Completed.Should().Equal(("SNP001", null), ("SNP002", null));
    }

    [Fact]
    public void A_project_of_which_something_was_left_out_is_not_complete()
    {
        _projects.Compared("p1");
        _projects.LeftOut("p2");
        _projects.Compared("p2");

        _projects.Conclude(_report);

        _report.Completed.Should().Equal(("SNP001", "p1"), ("SNP002", "p1"));
    }
}
