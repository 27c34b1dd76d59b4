using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Traces;

/// <summary>A run leaves the database as it was, and tells nothing of what is in it but where it points.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class NoTraceTests(PlantedRun run)
{
    private static readonly ProjectCopy Project = new(Granting.Id, nameof(NoTraceTests));

    internal static readonly Planting Canaries = new([Project], deployment => Canary.PlantAsync(deployment, Project.Id, Project.Tenancy));

    [Fact]
    public async Task A_run_writes_nothing_to_the_database()
    {
        var verified = await run.VerifiedAsync();

        verified.Run.Findings.OfKind("end").Should().ContainSingle("it was a whole run");
        verified.After.Should().Equal(verified.Before);
    }

    [Fact]
    public async Task No_value_of_the_database_is_in_any_output()
    {
        var project = await run.InAsync(Project);

        project.Findings.Select(finding => finding.Code)
            .Should().Contain(["DBI007", "DBI016", "DBI018", "DBI021", "DBI035", "DBI039", "DBI069", "USR001", "USR002"]);
        project.Run.Others.Keys.Should().BeEquivalentTo(
            "metrics.prom", "summary.md", "step-summary.md", "gl-code-quality-report.json");
        project.Run.Should().Say("::error title=", "##vso[task.logissue ");
        foreach (var text in project.Run.Texts) text.Should().NotContain(Canary.Text);
    }
}
