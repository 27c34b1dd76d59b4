using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Teams;

/// <summary>TEM001: the API lists exactly the stored teams, each once and as stored.</summary>
[Check("TEM001", Severity.Error, Category = "Teams")]
public sealed class TeamListIsComplete(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.WithUsersInScope), MemberType = typeof(Sources.Projects))]
    public async Task Every_list_of_teams_is_complete(Project project, CheckRow row, CancellationToken cancel)
    {
        if (project.TenancyId is not { } tenancy) throw new RowSkippedException("the project has no tenancy (see PRJ004)");
        var store = await witnesses.Stores.OfAsync(project, cancel);
        await SecondLook.AtAsync(row, async (look, _) =>
        {
            var response = await witnesses.Api.For(look, project).GetAsync($"project:{project.Id}", Endpoints.Teams, cancel);
            response.Should().BeOk();
            if ((store.RowsGap ?? store.Teams!.WhyUnreadable) is { } gap)
            {
                look.Leave("the list of teams against the rows", gap);
                return;
            }

            var stored = new List<Team>();
            await foreach (var page in store.Teams!.PagesAsync(tenancy, withGrants: false, cancel))
            {
                foreach (var team in page)
                    MirroredColumns.ShouldFit(
                        look,
                        project,
                        store.Database!.Schema,
                        TeamColumns.Mirrored,
                        $"team:{team.Id}",
                        (team.MirroredProjectId, team.MirroredBranchId));
                stored.AddRange(page);
            }

            response.Should().List(TeamView.SetOf(stored, store.Database!.Schema).PinnedAs("team"));
            var unvisited = await witnesses.Coverage.WhyIncompleteAsync(
                store.Database!, project, store.Teams.Walk, stored.Count, null, cancel);
            if (unvisited is not null) throw new NotVerifiedException(unvisited);
        });
    }
}
