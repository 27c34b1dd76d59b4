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

        run.Should().FindExactly(("PAY004", Misconfigured.Id, $"project:{Misconfigured.Id}"));
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
    public Task Each_change_is_one_finding_however_many_answers_show_it() => FindAsync(
        async deployment =>
        {
            const string Deep = """{"a":{"b":[1,{"c":2}]}}""";
            await deployment.DamageAsync($"""
                UPDATE "ProjectUser" SET "displayName" = 'Another' WHERE "projectUserId" = '{Granting.PlainUser}';
                UPDATE "Team" SET "serverMetadata" = '{Deep}' WHERE "teamId" = '{Granting.TeamOne}';
                DELETE FROM "TeamMemberDirectPermission"
                WHERE "projectUserId" = '{Granting.BillingUser}' AND "teamId" = '{Granting.TeamFour}' AND "permissionId" = 'billing';
                """);
            deployment.Answers.ChangeUser(Granting.Id, Granting.PlainUser, user => user["display_name"] = "Another");
            deployment.Answers.ChangeTeam(Granting.Id, Granting.TeamOne, team => team["server_metadata"] = JsonNode.Parse(Deep));
            deployment.Answers.Change(
                Granting.Id,
                Paths.TeamPermissionsOf(Granting.TeamFour),
                body => body.Items().RemoveAll(item => (string)item!["user_id"]! == Granting.BillingUser && (string)item["id"]! == "billing"));
            deployment.Answers.ChangeConfig(Granting.Id, config => config["rbac"]!["permissions"]!["editor"]!["description"] = "May edit");
            deployment.Answers.Change(Granting.Id, Paths.ProjectPermissionDefinitions, body => body.Item("editor")["description"] = "May edit");
            await SwapEmailsAsync(deployment, Granting.Editor, Granting.SecondEditor);
            // A status that is another one.
            deployment.Answers.Replace(Granting.Id, Paths.ProjectPermissionsOf(Granting.OddUser), Answer.UserNotFound);
        },
        ("SNP001", $"user:{Granting.PlainUser}", "$.display_name"),
        ("SNP001", $"team:{Granting.TeamOne}", "$.server_metadata"),
        ("SNP001", $"team:{Granting.TeamFour}", $"$.items[id=billing, user_id={Granting.BillingUser}]"),
        ("SNP001", "permission:editor", "$.description"),
        ("SNP001", $"user:{Granting.Editor}", "$.primary_email"),
        ("SNP001", $"user:{Granting.SecondEditor}", "$.primary_email"),
        ("SNP001", $"user:{Granting.OddUser}", ""));

    [FactRequiringFacts]
    public Task A_deleted_user_is_one_finding_though_teams_lose_its_permissions_and_an_added_one_in_the_middle_another() => FindAsync(
        async deployment =>
        {
            await deployment.DamageAsync($"""
                DELETE FROM "ProjectUser" WHERE "projectUserId" = '{Granting.BillingUser}';
                DELETE FROM "ProjectUserDirectPermission" WHERE "projectUserId" = '{Granting.BillingUser}';
                DELETE FROM "TeamMember" WHERE "projectUserId" = '{Granting.BillingUser}';
                DELETE FROM "TeamMemberDirectPermission" WHERE "projectUserId" = '{Granting.BillingUser}';
                CREATE TEMP TABLE added AS SELECT * FROM "ProjectUser" WHERE "projectUserId" = '{Granting.PlainUser}';
                UPDATE added SET "projectUserId" = '{Granting.Nobody}', "signedUpAt" = "signedUpAt" + interval '1 ms';
                INSERT INTO "ProjectUser" SELECT * FROM added;
                CREATE TEMP TABLE channel AS SELECT * FROM "ContactChannel" WHERE "projectUserId" = '{Granting.PlainUser}';
                UPDATE channel SET "projectUserId" = '{Granting.Nobody}', id = gen_random_uuid(), value = 'added@example.com';
                INSERT INTO "ContactChannel" SELECT * FROM channel;
                CREATE TEMP TABLE method AS SELECT * FROM "AuthMethod" WHERE "projectUserId" = '{Granting.PlainUser}';
                UPDATE method SET "projectUserId" = '{Granting.Nobody}', id = gen_random_uuid();
                INSERT INTO "AuthMethod" SELECT * FROM method;
                CREATE TEMP TABLE password AS SELECT * FROM "PasswordAuthMethod" WHERE "projectUserId" = '{Granting.PlainUser}';
                UPDATE password SET "projectUserId" = '{Granting.Nobody}', "authMethodId" = (SELECT id FROM method);
                INSERT INTO "PasswordAuthMethod" SELECT * FROM password
                """);
            deployment.Answers.LoseUser(Granting.Id, Granting.BillingUser);
            deployment.Answers.ChangeAll(
                Granting.Id, Paths.TeamPermissionsOf(""), body => body.Items().RemoveAll(item => (string)item!["user_id"]! == Granting.BillingUser));
            deployment.Answers.AddUser(Granting.Id, like: Granting.PlainUser, Granting.Nobody, user => user["primary_email"] = "added@example.com");
        },
        ("SNP002", $"user:{Granting.BillingUser}", ""),
        ("SNP001", $"user:{Granting.Nobody}", ""));

    [FactRequiringFacts]
    public async Task A_deleted_project_is_one_finding_and_an_added_one_another()
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        Directory.Delete(Path.Combine(folder, Restricting.Id), recursive: true);
        await deployment.DamageAsync($"""DELETE FROM "Project" WHERE id = '{Granting.Id}'""");

        var run = await deployment.Verification().Comparing(folder).RunAsync();

        run.Should().BeRed();
        run.Differences().Should().BeEquivalentTo([("SNP002", $"project:{Granting.Id}", ""), ("SNP001", $"project:{Restricting.Id}", "")], run.Console);
    }

    private static async Task SwapEmailsAsync(RecordedDeployment deployment, string user, string other)
    {
        await deployment.DamageAsync($"""
            DROP INDEX "ContactChannel_tenancyId_type_value_usedForAuth_key";
            UPDATE "ContactChannel" c SET value = o.value FROM "ContactChannel" o
            WHERE c."projectUserId" IN ('{user}', '{other}') AND o."projectUserId" IN ('{user}', '{other}')
                AND c."projectUserId" <> o."projectUserId" AND c."isPrimary" = 'TRUE' AND o."isPrimary" = 'TRUE'
            """);
        var first = deployment.Answers.EmailOf(Granting.Id, user);
        var second = deployment.Answers.EmailOf(Granting.Id, other);
        deployment.Answers.ChangeUser(Granting.Id, user, found => found["primary_email"] = second);
        deployment.Answers.ChangeUser(Granting.Id, other, found => found["primary_email"] = first);
    }

    private async Task FindAsync(Func<RecordedDeployment, Task> change, params (string Code, string Subject, string Path)[] expected)
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        await change(deployment);

        var run = await deployment.Verification(Granting.Id).Comparing(folder).RunAsync();

        run.Should().BeRed();
        run.Differences().Should().BeEquivalentTo(expected, run.Console);
        SnapshotCommands.Received(folder).Should().NotBeEmpty().And.OnlyContain(file => file.StartsWith(Granting.Id));
        run.Findings.Findings.Should().OnlyContain(finding => finding.Project == Granting.Id);
    }
}
