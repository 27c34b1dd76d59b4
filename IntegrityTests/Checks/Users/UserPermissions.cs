using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Users;

/// <summary>
/// USR003: a user's project permissions are served, equal the stored grants, and every stored grant is defined. The API hides grants
/// without a definition (source: docs/platform.md, Permissions), so that only the rows show them.
/// </summary>
[Check("USR003", Severity.Error, Category = "Users", IsPerRow = true)]
public sealed class UserPermissions(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Users.InScope), MemberType = typeof(Sources.Users))]
    public Task Every_user_has_the_permissions_it_was_granted(Project project, User user, CheckRow row, CancellationToken cancel) =>
        new UserLook(witnesses, row, project, user, Endpoints.ProjectPermissionsOf(user.Id), "permissions against grants").CompareAsync(
            (look, stored, store, response) =>
            {
                var granted = stored.Permissions;
                if (store.Config is { } config)
                {
                    ShouldBeDefined(look, project, stored, config);
                    granted = [.. granted.Where(id => config.Defines(id, PermissionScope.Project))];
                }

                response.Should().BeOk();
                var gap = store.ConfigGap ?? store.Database!.Schema.WhyMissing(UserGrantColumns.Table);
                if (gap is null) response.Should().List(PermissionsView.OfUser(stored.Id, granted));
                else look.Leave("permissions against grants", gap);
            },
            cancel);

    private static void ShouldBeDefined(CheckRow row, Project project, StoredUser user, ProjectConfig config)
    {
        foreach (var id in user.Permissions.Where(id => !config.Defines(id, PermissionScope.Project)))
            row.Report(
                project, $"user:{user.Id}", $"is granted the project permission {id}, which is not defined", root: $"permission:{id}");
    }
}
