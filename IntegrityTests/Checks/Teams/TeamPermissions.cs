using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Teams;

/// <summary>
/// TEM002: a team's permissions are served, equal the stored grants, every stored grant is defined and belongs to a member, and every
/// member is a user. The API hides grants without a definition (source: docs/platform.md, Permissions).
/// </summary>
[Check("TEM002", Severity.Error, Category = "Teams", IsPerRow = true)]
public sealed class TeamPermissions(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Teams.InScope), MemberType = typeof(Sources.Teams))]
    public async Task Every_team_has_the_members_and_permissions_it_was_given(
        Project project, Team team, CheckRow row, CancellationToken cancel)
    {
        var store = await witnesses.Stores.OfAsync(project, cancel);
        await SecondLook.AtAsync(
            row,
            team,
            async () => await store.Teams!.FindWithGrantsAsync(project.TenancyId!.Value, team.Id, cancel)
                ?? throw new RowSkippedException("the team was deleted during the run"),
            look => witnesses.Api.For(look, project).GetAsync($"team:{team.Id}", Endpoints.TeamPermissionsOf(team.Id), cancel),
            (look, stored, response) =>
        {
            ShouldHaveSoundMembers(look, project, stored);
            if (store.Config is { } config) ShouldBeDefined(look, project, stored, config);
            response.Should().BeOk();
            if (store.Teams!.WhyNoMembers is { } noMembers) look.Skip("members against users", noMembers);
            if ((store.ConfigGap ?? store.Teams.WhyNoGrants) is { } gap) look.Leave("permissions against grants", gap);
            else response.Should().List(PermissionsView.OfTeam(stored, stored.Grants.Where(grant => IsDefined(grant, store.Config!))));
        });
    }

    private static void ShouldHaveSoundMembers(CheckRow row, Project project, Team team)
    {
        foreach (var id in team.MembersWithoutUser)
            row.Report(project, $"team:{team.Id}", $"has user:{id} as a member, who does not exist", root: $"user:{id}");
        foreach (var grant in team.Grants.Where(grant => !grant.IsOfMember))
            row.Report(
                project,
                $"team:{team.Id}",
                $"grants {grant.PermissionId} to user:{grant.UserId}, who is not a member",
                root: $"member:{team.Id}/{grant.UserId}");
    }

    private static void ShouldBeDefined(CheckRow row, Project project, Team team, ProjectConfig config)
    {
        foreach (var grant in team.Grants.Where(grant => !IsDefined(grant, config)))
            row.Report(
                project,
                $"team:{team.Id}",
                $"grants the team permission {grant.PermissionId} to user:{grant.UserId}, which is not defined",
                root: $"permission:{grant.PermissionId}");
    }

    private static bool IsDefined(TeamGrant grant, ProjectConfig config) => config.Defines(grant.PermissionId, PermissionScope.Team);
}
