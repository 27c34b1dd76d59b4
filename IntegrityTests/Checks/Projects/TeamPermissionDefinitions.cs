using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Projects;

/// <summary>PRJ003: team permission definitions are served as configured, and every contained permission is defined.</summary>
[Check("PRJ003", Severity.Error, Category = "Projects")]
public sealed class TeamPermissionDefinitions(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.InScope), MemberType = typeof(Sources.Projects))]
    public Task Every_team_permission_definition_is_sound(Project project, CheckRow row, CancellationToken cancel) =>
        new PermissionDefinitionsComparison(witnesses, PermissionScope.Team, Endpoints.TeamPermissionDefinitions)
            .RunAsync(project, row, cancel);
}
