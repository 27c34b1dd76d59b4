using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 1, 2, 3 and 19 of docs/platform.md, The damage table: the API hides grants without a definition.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class PermissionDamageTests(PlantedRun run)
{
    private static readonly ProjectCopy Project = new(Granting.Id, nameof(PermissionDamageTests));

    internal static readonly Planting Undefined = new([Project], async deployment =>
    {
        var answers = deployment.Answers;
        // 1 and 2: what is granted is not defined any more.
        answers.RemoveDefinition(Project.Id, "editor", Paths.ProjectPermissionDefinitions, "/api/v1/project-permissions?user_id=");
        answers.RemoveDefinition(Project.Id, "billing", Paths.TeamPermissionDefinitions, "/api/v1/team-permissions?team_id=");
        // 3: what is granted never was defined.
        await deployment.DamageAsync($"""
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "updatedAt", "permissionId")
            VALUES (gen_random_uuid(), '{Project.Tenancy}', '{Granting.PlainUser}', now(), 'ghost')
            """);
        // 19: a definition contains what is not defined.
        answers.ChangeConfig(
            Project.Id, config => config["rbac"]!["permissions"]!["reader"]!["containedPermissionIds"]!.AsObject().Add("ghost", true));
        answers.Change(Project.Id, Paths.ProjectPermissionDefinitions, body =>
            body.Item("reader")["contained_permission_ids"]!.AsArray().Add("ghost"));
    });

    [Fact]
    public async Task Damages_1_2_3_and_19_are_found_at_each_user_team_and_definition_and_all_others_are_verified()
    {
        var project = await run.InAsync(Project);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("USR003", $"user:{Granting.Editor}"),
            ("USR003", $"user:{Granting.SecondEditor}"),
            ("USR003", $"user:{Granting.OddUser}"),
            ("USR003", $"user:{Granting.PlainUser}"),
            ("TEM002", $"team:{Granting.TeamOne}"),
            ("TEM002", $"team:{Granting.TeamFour}"),
            ("TEM002", $"team:{Granting.ApiTeam}"),
            ("PRJ002", "permission:reader"));
        project.Should().HaveVerified("USR003", rows: Granting.Users - 4, failed: 4);
        project.Should().HaveVerified("TEM002", rows: Granting.Teams - 3, failed: 3);
        project.Should().HaveVerified("USR002", rows: Granting.Users);
    }
}
