using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Users;

/// <summary>USR004: a user's teams are served and equal the stored memberships, each of a team that exists.</summary>
[Check("USR004", Severity.Error, Category = "Users", IsPerRow = true)]
public sealed class UserTeams(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Users.InScope), MemberType = typeof(Sources.Users))]
    public Task Every_user_is_in_the_teams_it_is_a_member_of(Project project, User user, CheckRow row, CancellationToken cancel) =>
        new UserLook(witnesses, row, project, user, Endpoints.TeamsOf(user.Id), "teams against memberships").CompareAsync(
            (look, stored, store, response) =>
        {
            foreach (var membership in stored.Memberships.Where(membership => membership.Team is null))
                look.Report(
                    project,
                    user.Subject,
                    $"is a member of team:{membership.TeamId}, which does not exist"
                    + (membership.IsSelected ? ", and has it selected" : ""),
                    root: $"team:{membership.TeamId}");
            response.Should().BeOk();
            var schema = store.Database!.Schema;
            if (schema.WhyMissing(MemberColumns.Memberships) is { } reason) look.Skip("teams against memberships", reason);
            else response.Should().List(TeamView.SetOf(stored.Memberships.Select(membership => membership.Team).OfType<Team>(), schema));
        },
            cancel);
}
