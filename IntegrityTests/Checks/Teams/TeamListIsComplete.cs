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
        var gap = store.RowsGap ?? store.Teams!.WhyUnreadable;
        string? unvisited = null;
        await SecondLook.AtAsync(
            row,
            await ReadAsync(),
            ReadAsync,
            look => witnesses.Api.For(look, project).GetAsync($"project:{project.Id}", Endpoints.Teams, cancel),
            (look, stored, response) =>
            {
                response.Should().BeOk();
                if (gap is not null)
                {
                    look.Leave("the list of teams against the rows", gap);
                    return;
                }

                foreach (var team in stored)
                {
                    MirroredColumns.ShouldFit(
                        look,
                        project,
                        store.Database!.Schema,
                        TeamColumns.Mirrored,
                        $"team:{team.Id}",
                        (team.MirroredProjectId, team.MirroredBranchId));
                }

                response.Should().List(TeamView.SetOf(stored, store.Database!.Schema).PinnedAs("team"));
            });
        if (unvisited is not null) throw new NotVerifiedException(unvisited);

        async Task<List<Team>> ReadAsync()
        {
            var stored = new List<Team>();
            if (gap is not null) return stored;
            await foreach (var page in store.Teams!.PagesAsync(tenancy, withGrants: false, cancel)) stored.AddRange(page);
            unvisited = await witnesses.Coverage.WhyIncompleteAsync(
                store.Database!, project, store.Teams.Walk, stored.Count, null, cancel);
            return stored;
        }
    }
}
