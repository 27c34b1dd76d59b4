using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>One change of the deployment is exactly the findings that it should be. Rows and answers change together: all other checks stay green.</summary>
public sealed class ChangedDeploymentTests(SavedDeployments deployments) : IClassFixture<SavedDeployments>
{
    [FactRequiringFacts]
    public async Task An_unchanged_deployment_has_no_differences_with_shuffled_keys_odd_names_and_all_kinds_of_projects()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();

        var run = await deployment.Verification().Comparing(folder).With("INTEGRITY_CONCURRENCY", "1").RunAsync();

        run.Should().FindExactly(("PAY004", Nine.Id, $"project:{Nine.Id}"));
        run.Findings.Totals["SNP001"].Verified.Should().BeGreaterThan(1000);
        SnapshotCommands.Received(folder).Should().BeEmpty();
    }

    [FactRequiringFacts]
    public async Task Two_saves_of_an_unchanged_deployment_are_equal_byte_by_byte_whatever_the_concurrency()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = deployments.NewFolder();

        await deployment.Verification().Saving(folder).With("INTEGRITY_CONCURRENCY", "1").RunAsync();

        SnapshotCommands.Contents(folder).Should().BeEquivalentTo(SnapshotCommands.Contents(await deployments.CopyAsync()));
    }

    [FactRequiringFacts]
    public Task A_changed_display_name_is_one_finding() => FindAsync(
        async deployment =>
        {
            await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "displayName" = 'Another' WHERE "projectUserId" = '{Eleven.PlainUser}'""");
            deployment.Answers.ChangeUser(Eleven.Id, Eleven.PlainUser, user => user["display_name"] = "Another");
        },
        ("SNP001", $"user:{Eleven.PlainUser}", "$.display_name"));

    [FactRequiringFacts]
    public Task A_deleted_user_is_one_finding() => FindAsync(
        async deployment =>
        {
            await deployment.DamageAsync($"""DELETE FROM "ProjectUser" WHERE "projectUserId" = '{Eleven.PlainUser}'""");
            deployment.Answers.LoseUser(Eleven.Id, Eleven.PlainUser);
        },
        ("SNP002", $"user:{Eleven.PlainUser}", ""));

    [FactRequiringFacts]
    public Task A_deleted_user_is_one_finding_though_teams_lose_its_permissions() => FindAsync(
        async deployment =>
        {
            await deployment.DamageAsync($"""
                DELETE FROM "ProjectUser" WHERE "projectUserId" = '{Eleven.BillingUser}';
                DELETE FROM "ProjectUserDirectPermission" WHERE "projectUserId" = '{Eleven.BillingUser}';
                DELETE FROM "TeamMember" WHERE "projectUserId" = '{Eleven.BillingUser}';
                DELETE FROM "TeamMemberDirectPermission" WHERE "projectUserId" = '{Eleven.BillingUser}'
                """);
            deployment.Answers.LoseUser(Eleven.Id, Eleven.BillingUser);
            deployment.Answers.ChangeAll(
                Eleven.Id, Paths.TeamPermissionsOf(""), body => body.Items().RemoveAll(item => (string)item!["user_id"]! == Eleven.BillingUser));
        },
        ("SNP002", $"user:{Eleven.BillingUser}", ""));

    [FactRequiringFacts]
    public Task A_permission_that_was_taken_from_a_member_is_one_finding_at_the_team() => FindAsync(
        async deployment =>
        {
            await deployment.DamageAsync(
                $"""DELETE FROM "TeamMemberDirectPermission" WHERE "projectUserId" = '{Eleven.BillingUser}' AND "teamId" = '{Eleven.TeamFour}' AND "permissionId" = 'billing'""");
            deployment.Answers.Change(
                Eleven.Id,
                Paths.TeamPermissionsOf(Eleven.TeamFour),
                body => body.Items().RemoveAll(item => (string)item!["user_id"]! == Eleven.BillingUser && (string)item["id"]! == "billing"));
        },
        ("SNP001", $"team:{Eleven.TeamFour}", $"$.items[id=billing, user_id={Eleven.BillingUser}]"));

    [FactRequiringFacts]
    public Task An_added_user_in_the_middle_is_one_finding() => FindAsync(
        async deployment =>
        {
            await deployment.DamageAsync($"""
                CREATE TEMP TABLE added AS SELECT * FROM "ProjectUser" WHERE "projectUserId" = '{Eleven.PlainUser}';
                UPDATE added SET "projectUserId" = '{Eleven.Nobody}', "signedUpAt" = "signedUpAt" + interval '1 ms';
                INSERT INTO "ProjectUser" SELECT * FROM added;
                CREATE TEMP TABLE channel AS SELECT * FROM "ContactChannel" WHERE "projectUserId" = '{Eleven.PlainUser}';
                UPDATE channel SET "projectUserId" = '{Eleven.Nobody}', id = gen_random_uuid(), value = 'added@example.com';
                INSERT INTO "ContactChannel" SELECT * FROM channel;
                CREATE TEMP TABLE method AS SELECT * FROM "AuthMethod" WHERE "projectUserId" = '{Eleven.PlainUser}';
                UPDATE method SET "projectUserId" = '{Eleven.Nobody}', id = gen_random_uuid();
                INSERT INTO "AuthMethod" SELECT * FROM method;
                CREATE TEMP TABLE password AS SELECT * FROM "PasswordAuthMethod" WHERE "projectUserId" = '{Eleven.PlainUser}';
                UPDATE password SET "projectUserId" = '{Eleven.Nobody}', "authMethodId" = (SELECT id FROM method);
                INSERT INTO "PasswordAuthMethod" SELECT * FROM password
                """);
            deployment.Answers.AddUser(Eleven.Id, like: Eleven.PlainUser, Eleven.Nobody, user => user["primary_email"] = "added@example.com");
        },
        ("SNP001", $"user:{Eleven.Nobody}", ""));

    [FactRequiringFacts]
    public Task A_changed_permission_description_is_one_finding() => FindAsync(
        deployment =>
        {
            deployment.Answers.ChangeConfig(Eleven.Id, config => config["rbac"]!["permissions"]!["editor"]!["description"] = "May edit");
            deployment.Answers.Change(Eleven.Id, Paths.ProjectPermissionDefinitions, body => body.Item("editor")["description"] = "May edit");
            return Task.CompletedTask;
        },
        ("SNP001", "permission:editor", "$.description"));

    [FactRequiringFacts]
    public Task Two_swapped_emails_are_two_findings() => FindAsync(
        async deployment =>
        {
            await deployment.DamageAsync($"""
                DROP INDEX "ContactChannel_tenancyId_type_value_usedForAuth_key";
                UPDATE "ContactChannel" c SET value = o.value FROM "ContactChannel" o
                WHERE c."projectUserId" IN ('{Eleven.Editor}', '{Eleven.SecondEditor}') AND o."projectUserId" IN ('{Eleven.Editor}', '{Eleven.SecondEditor}')
                    AND c."projectUserId" <> o."projectUserId" AND c."isPrimary" = 'TRUE' AND o."isPrimary" = 'TRUE'
                """);
            var first = deployment.Answers.EmailOf(Eleven.Id, Eleven.Editor);
            var second = deployment.Answers.EmailOf(Eleven.Id, Eleven.SecondEditor);
            deployment.Answers.ChangeUser(Eleven.Id, Eleven.Editor, user => user["primary_email"] = second);
            deployment.Answers.ChangeUser(Eleven.Id, Eleven.SecondEditor, user => user["primary_email"] = first);
        },
        ("SNP001", $"user:{Eleven.Editor}", "$.primary_email"),
        ("SNP001", $"user:{Eleven.SecondEditor}", "$.primary_email"));

    [FactRequiringFacts]
    public Task Metadata_of_a_team_deep_inside_is_one_finding_though_its_members_show_it_too() => FindAsync(
        async deployment =>
        {
            const string Deep = """{"a":{"b":[1,{"c":2}]}}""";
            await deployment.DamageAsync($"""UPDATE "Team" SET "serverMetadata" = '{Deep}' WHERE "teamId" = '{Eleven.TeamOne}'""");
            deployment.Answers.ChangeTeam(Eleven.Id, Eleven.TeamOne, team => team["server_metadata"] = JsonNode.Parse(Deep));
        },
        ("SNP001", $"team:{Eleven.TeamOne}", "$.server_metadata"));

    [FactRequiringFacts]
    public Task A_status_that_is_another_one_is_a_finding() => FindAsync(
        deployment =>
        {
            deployment.Answers.Replace(Eleven.Id, Paths.ProjectPermissionsOf(Eleven.PlainUser), Answer.UserNotFound);
            return Task.CompletedTask;
        },
        ("SNP001", $"user:{Eleven.PlainUser}", ""));

    [FactRequiringFacts]
    public async Task A_deleted_project_is_one_finding_and_an_added_one_another()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        Directory.Delete(Path.Combine(folder, Five.Id), recursive: true);
        await deployment.DamageAsync($"""DELETE FROM "Project" WHERE id = '{Eleven.Id}'""");

        var run = await deployment.Verification().Comparing(folder).RunAsync();

        run.Should().BeRed();
        run.Differences().Should().BeEquivalentTo([("SNP002", $"project:{Eleven.Id}", ""), ("SNP001", $"project:{Five.Id}", "")], run.Console);
    }

    private async Task FindAsync(Func<RecordedDeployment, Task> change, params (string Code, string Subject, string Path)[] expected)
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        await change(deployment);

        var run = await deployment.Verification(Eleven.Id).Comparing(folder).RunAsync();

        run.Should().BeRed();
        run.Differences().Should().BeEquivalentTo(expected, run.Console);
        SnapshotCommands.Received(folder).Should().NotBeEmpty().And.OnlyContain(file => file.StartsWith(Eleven.Id));
        run.Findings.Findings.Should().OnlyContain(finding => finding.Project == Eleven.Id);
    }
}
