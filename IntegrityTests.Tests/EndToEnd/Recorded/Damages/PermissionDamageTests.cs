using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 1, 2, 3 and 19 of stack-auth/script.md: the API hides grants without a definition.</summary>
public sealed class PermissionDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damage_1_a_granted_project_permission_that_is_not_defined_any_more_is_found_at_each_user()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.RemoveDefinition(Eleven.Id, "editor", Paths.ProjectPermissionDefinitions, "/api/v1/project-permissions?user_id=");

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("USR003", Eleven.Id, $"user:{Eleven.Editor}"),
            ("USR003", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR003", Eleven.Id, $"user:{Eleven.OddUser}"));
        run.Should().HaveVerified("USR003", rows: Eleven.Users - 3, failed: 3);
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }

    [FactRequiringFacts]
    public async Task Damage_2_a_granted_team_permission_that_is_not_defined_any_more_is_found_at_each_team()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.RemoveDefinition(Eleven.Id, "billing", Paths.TeamPermissionDefinitions, "/api/v1/team-permissions?team_id=");

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("TEM002", Eleven.Id, $"team:{Eleven.TeamOne}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.TeamFour}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.ApiTeam}"));
        run.Should().HaveVerified("TEM002", rows: Eleven.Teams - 3, failed: 3);
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }

    [FactRequiringFacts]
    public async Task Damage_3_a_grant_of_an_undefined_project_permission_is_found()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "updatedAt", "permissionId")
            VALUES (gen_random_uuid(), '{Eleven.Tenancy}', '{Eleven.PlainUser}', now(), 'ghost')
            """);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("USR003", Eleven.Id, $"user:{Eleven.PlainUser}"));
        run.Should().HaveVerified("USR003", rows: Eleven.Users - 1, failed: 1);
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }

    [FactRequiringFacts]
    public async Task Damage_3_a_grant_of_an_undefined_team_permission_is_found()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""
            INSERT INTO "TeamMemberDirectPermission" (id, "tenancyId", "projectUserId", "teamId", "updatedAt", "permissionId")
            VALUES (gen_random_uuid(), '{Eleven.Tenancy}', '{Eleven.BillingUser}', '{Eleven.TeamFour}', now(), 'ghost')
            """);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("TEM002", Eleven.Id, $"team:{Eleven.TeamFour}"));
        run.Should().HaveVerified("TEM002", rows: Eleven.Teams - 1, failed: 1);
    }

    [FactRequiringFacts]
    public async Task Damage_19_a_definition_that_contains_an_undefined_permission_is_found()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.ChangeConfig(
            Eleven.Id, config => config["rbac"]!["permissions"]!["editor"]!["containedPermissionIds"]!.AsObject().Add("ghost", true));
        deployment.Answers.Change(
            Eleven.Id, Paths.ProjectPermissionDefinitions, body => body.Item("editor")["contained_permission_ids"]!.AsArray().Add("ghost"));

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("PRJ002", Eleven.Id, "permission:editor"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }
}
