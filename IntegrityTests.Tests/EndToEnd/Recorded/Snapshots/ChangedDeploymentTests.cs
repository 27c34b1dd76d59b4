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
    public Task Each_change_is_one_finding_however_many_answers_show_it() => FindAsync(
        async deployment =>
        {
            const string Deep = """{"a":{"b":[1,{"c":2}]}}""";
            await deployment.DamageAsync($"""
                UPDATE "ProjectUser" SET "displayName" = 'Another' WHERE "projectUserId" = '{Eleven.PlainUser}';
                UPDATE "Team" SET "serverMetadata" = '{Deep}' WHERE "teamId" = '{Eleven.TeamOne}';
                DELETE FROM "TeamMemberDirectPermission"
                WHERE "projectUserId" = '{Eleven.BillingUser}' AND "teamId" = '{Eleven.TeamFour}' AND "permissionId" = 'billing';
                """);
            deployment.Answers.ChangeUser(Eleven.Id, Eleven.PlainUser, user => user["display_name"] = "Another");
            deployment.Answers.ChangeTeam(Eleven.Id, Eleven.TeamOne, team => team["server_metadata"] = JsonNode.Parse(Deep));
            deployment.Answers.Change(
                Eleven.Id,
                Paths.TeamPermissionsOf(Eleven.TeamFour),
                body => body.Items().RemoveAll(item => (string)item!["user_id"]! == Eleven.BillingUser && (string)item["id"]! == "billing"));
            deployment.Answers.ChangeConfig(Eleven.Id, config => config["rbac"]!["permissions"]!["editor"]!["description"] = "May edit");
            deployment.Answers.Change(Eleven.Id, Paths.ProjectPermissionDefinitions, body => body.Item("editor")["description"] = "May edit");
            await SwapEmailsAsync(deployment, Eleven.Editor, Eleven.SecondEditor);
            // A status that is another one.
            deployment.Answers.Replace(Eleven.Id, Paths.ProjectPermissionsOf(Eleven.OddUser), Answer.UserNotFound);
        },
        ("SNP001", $"user:{Eleven.PlainUser}", "$.display_name"),
        ("SNP001", $"team:{Eleven.TeamOne}", "$.server_metadata"),
        ("SNP001", $"team:{Eleven.TeamFour}", $"$.items[id=billing, user_id={Eleven.BillingUser}]"),
        ("SNP001", "permission:editor", "$.description"),
        ("SNP001", $"user:{Eleven.Editor}", "$.primary_email"),
        ("SNP001", $"user:{Eleven.SecondEditor}", "$.primary_email"),
        ("SNP001", $"user:{Eleven.OddUser}", ""));

    [FactRequiringFacts]
    public Task A_deleted_user_is_one_finding_though_teams_lose_its_permissions_and_an_added_one_in_the_middle_another() => FindAsync(
        async deployment =>
        {
            await deployment.DamageAsync($"""
                DELETE FROM "ProjectUser" WHERE "projectUserId" = '{Eleven.BillingUser}';
                DELETE FROM "ProjectUserDirectPermission" WHERE "projectUserId" = '{Eleven.BillingUser}';
                DELETE FROM "TeamMember" WHERE "projectUserId" = '{Eleven.BillingUser}';
                DELETE FROM "TeamMemberDirectPermission" WHERE "projectUserId" = '{Eleven.BillingUser}';
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
            deployment.Answers.LoseUser(Eleven.Id, Eleven.BillingUser);
            deployment.Answers.ChangeAll(
                Eleven.Id, Paths.TeamPermissionsOf(""), body => body.Items().RemoveAll(item => (string)item!["user_id"]! == Eleven.BillingUser));
            deployment.Answers.AddUser(Eleven.Id, like: Eleven.PlainUser, Eleven.Nobody, user => user["primary_email"] = "added@example.com");
        },
        ("SNP002", $"user:{Eleven.BillingUser}", ""),
        ("SNP001", $"user:{Eleven.Nobody}", ""));

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

    private static async Task SwapEmailsAsync(RecordedDeployment deployment, string user, string other)
    {
        await deployment.DamageAsync($"""
            DROP INDEX "ContactChannel_tenancyId_type_value_usedForAuth_key";
            UPDATE "ContactChannel" c SET value = o.value FROM "ContactChannel" o
            WHERE c."projectUserId" IN ('{user}', '{other}') AND o."projectUserId" IN ('{user}', '{other}')
                AND c."projectUserId" <> o."projectUserId" AND c."isPrimary" = 'TRUE' AND o."isPrimary" = 'TRUE'
            """);
        var first = deployment.Answers.EmailOf(Eleven.Id, user);
        var second = deployment.Answers.EmailOf(Eleven.Id, other);
        deployment.Answers.ChangeUser(Eleven.Id, user, found => found["primary_email"] = second);
        deployment.Answers.ChangeUser(Eleven.Id, other, found => found["primary_email"] = first);
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
