using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Sources;

public sealed class SourceOutcomeTests
{
    private readonly SourceOutcome _outcome = new("team");

    [Fact]
    public void A_source_without_rows_ends_as_skipped_and_never_green() => Ending().Should().Throw<NothingToVerifyException>()
        .WithMessage("no team is stored in scope");

    [Fact]
    public void A_source_with_rows_ends_well()
    {
        _outcome.Found();

        Ending().Should().NotThrow();
    }

    [Fact]
    public void A_project_without_tenancy_is_the_reason()
    {
        _outcome.HasNoTenancy(Example.Project()).Should().BeTrue();

        Ending().Should().Throw<NothingToVerifyException>()
            .WithMessage("project Shop (project-1) has 0 tenancies on its default branch instead of one (see PRJ004)");
    }

    [Fact]
    public void A_database_that_cannot_be_reached_proves_nothing()
    {
        _outcome.HasNoDatabase(Example.Project(), new UserStore(null, "the project's own database is not usable", null, null))
            .Should().BeTrue();

        Ending().Should().Throw<NotVerifiedException>()
            .WithMessage("The rows of project Shop (project-1) cannot be found: the project's own database is not usable.");
    }

    [Fact]
    public void A_config_that_the_platform_does_not_serve_is_the_reason_and_says_who_reports_it()
    {
        _outcome.HasNoConfig(Example.Project(), new UserStore(null, null, null, null)).Should().BeTrue();

        Ending().Should().Throw<NothingToVerifyException>().WithMessage("the project's config is not served (see PRJ004)")
            .Which.ReportedBy.Should().Be("PRJ004");
    }

    [Fact]
    public void A_config_that_could_not_be_had_proves_nothing()
    {
        var store = new UserStore(null, null, null, null) { ConfigGap = Gap.Unknown("a proxy answered 403") };

        _outcome.HasNoConfig(Example.Project(), store).Should().BeTrue();

        Ending().Should().Throw<NotVerifiedException>()
            .WithMessage("What to look for in project Shop (project-1) is not known: a proxy answered 403.");
    }

    [Fact]
    public void A_reason_of_one_project_does_not_skip_the_rows_of_another()
    {
        _outcome.HasNoTenancy(Example.Project()).Should().BeTrue();
        _outcome.HasNoTenancy(Example.Project(Tenant.Numbered(1))).Should().BeFalse();
        _outcome.Found();

        Ending().Should().NotThrow();
    }

    private Action Ending() => _outcome.Conclude;
}
