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
        deployment.Answers.RemoveDefinition(Eleven.Id, "editor", Paths.ProjectPermissionDefinitions, "/api/v1/project-permissions?user_id=");
        deployment.Answers.RemoveDefinition(Eleven.Id, "billing", Paths.TeamPermissionDefinitions, "/api/v1/team-permissions?team_id=");
        // 3: what is granted never was defined.
        await deployment.DamageAsync($"""
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "updatedAt", "permissionId")
            VALUES (gen_random_uuid(), '{Eleven.Tenancy}', '{Eleven.PlainUser}', now(), 'ghost')
            """);
        // 19: a definition contains what is not defined.
        deployment.Answers.ChangeConfig(
            Eleven.Id, config => config["rbac"]!["permissions"]!["reader"]!["containedPermissionIds"]!.AsObject().Add("ghost", true));
        deployment.Answers.Change(
            Eleven.Id, Paths.ProjectPermissionDefinitions, body => body.Item("reader")["contained_permission_ids"]!.AsArray().Add("ghost"));

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("USR003", Eleven.Id, $"user:{Eleven.Editor}"),
            ("USR003", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR003", Eleven.Id, $"user:{Eleven.OddUser}"),
            ("USR003", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.TeamOne}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.TeamFour}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.ApiTeam}"),
            ("PRJ002", Eleven.Id, "permission:reader"));
        run.Should().HaveVerified("USR003", rows: Eleven.Users - 4, failed: 4);
        run.Should().HaveVerified("TEM002", rows: Eleven.Teams - 3, failed: 3);
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }
}
