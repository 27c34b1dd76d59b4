using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 1, 2, 3 and 19 of stack-auth/script.md: the API hides grants without a definition.</summary>
public sealed class PermissionDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damages_1_2_3_and_19_are_found_at_each_user_team_and_definition_and_all_others_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        // 1 and 2: what is granted is not defined any more.
        deployment.Answers.RemoveDefinition(Granting.Id, "editor", Paths.ProjectPermissionDefinitions, "/api/v1/project-permissions?user_id=");
        deployment.Answers.RemoveDefinition(Granting.Id, "billing", Paths.TeamPermissionDefinitions, "/api/v1/team-permissions?team_id=");
        // 3: what is granted never was defined.
        await deployment.DamageAsync($"""
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "updatedAt", "permissionId")
            VALUES (gen_random_uuid(), '{Granting.Tenancy}', '{Granting.PlainUser}', now(), 'ghost')
            """);
        // 19: a definition contains what is not defined.
        deployment.Answers.ChangeConfig(
            Granting.Id, config => config["rbac"]!["permissions"]!["reader"]!["containedPermissionIds"]!.AsObject().Add("ghost", true));
        deployment.Answers.Change(
            Granting.Id, Paths.ProjectPermissionDefinitions, body => body.Item("reader")["contained_permission_ids"]!.AsArray().Add("ghost"));

        var run = await deployment.VerifyAsync(Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("USR003", Granting.Id, $"user:{Granting.Editor}"),
            ("USR003", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR003", Granting.Id, $"user:{Granting.OddUser}"),
            ("USR003", Granting.Id, $"user:{Granting.PlainUser}"),
            ("TEM002", Granting.Id, $"team:{Granting.TeamOne}"),
            ("TEM002", Granting.Id, $"team:{Granting.TeamFour}"),
            ("TEM002", Granting.Id, $"team:{Granting.ApiTeam}"),
            ("PRJ002", Granting.Id, "permission:reader"));
        run.Should().HaveVerified("USR003", rows: Granting.Users - 4, failed: 4);
        run.Should().HaveVerified("TEM002", rows: Granting.Teams - 3, failed: 3);
        run.Should().HaveVerified("USR002", rows: Granting.Users);
    }
}
