using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>
/// A comparison of a deployment in which much has changed, each change in a project of its own. Rows and answers change together.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="Received">The files that it wrote beside the snapshot, relative to the snapshot's folder.</param>
internal sealed record ChangedRun(SuiteResult Run, IReadOnlyList<string> Received)
{
    private static readonly ProjectCopy Changed = SavedDeployments.Changed;
    private static readonly ProjectCopy OtherUsers = SavedDeployments.OtherUsers;

    public static async Task<ChangedRun> CompareAsync(SavedDeployments deployments)
    {
        await using var deployment = await deployments.DeployAsync();
        var folder = await deployments.CopyAsync();
        await ChangeAsync(deployment);
        await ChangeUsersAsync(deployment);
        await deployment.DamageAsync($"""DELETE FROM "Project" WHERE id = '{SavedDeployments.Deleted.Id}'""");
        Directory.Delete(Path.Combine(folder, SavedDeployments.Added.Id), recursive: true);
        deployment.Answers.ChangeConfig(
            SavedDeployments.WithSecret.Id, config => config["emails"] = new JsonObject { ["password"] = "c4n4ry-another" });
        var set = Path.Combine(folder, "set.json");
        var text = await File.ReadAllTextAsync(set);
        await File.WriteAllTextAsync(set, text.Replace("\"data\":\"2026-03\"", "\"data\":\"2026-02\"", StringComparison.Ordinal));
        var run = await SavedDeployments.Comparing(deployment, folder).RunAsync();
        return new(run, [.. SnapshotCommands.Received(folder)]);
    }

    private static async Task ChangeAsync(RecordedDeployment deployment)
    {
        const string Deep = """{"a":{"b":[1,{"c":2}]}}""";
        await deployment.DamageAsync($"""
            UPDATE "ProjectUser" SET "displayName" = 'Another'
            WHERE "tenancyId" = '{Changed.Tenancy}' AND "projectUserId" = '{Granting.PlainUser}';
            UPDATE "Team" SET "serverMetadata" = '{Deep}' WHERE "tenancyId" = '{Changed.Tenancy}' AND "teamId" = '{Granting.TeamOne}';
            DELETE FROM "TeamMemberDirectPermission" WHERE "tenancyId" = '{Changed.Tenancy}'
                AND "projectUserId" = '{Granting.BillingUser}' AND "teamId" = '{Granting.TeamFour}' AND "permissionId" = 'billing'
            """);
        var answers = deployment.Answers;
        answers.ChangeUser(Changed.Id, Granting.PlainUser, user => user["display_name"] = "Another");
        answers.ChangeTeam(Changed.Id, Granting.TeamOne, team => team["server_metadata"] = JsonNode.Parse(Deep));
        answers.Change(Changed.Id, Paths.TeamPermissionsOf(Granting.TeamFour), body =>
            body.Items().RemoveAll(item => (string)item!["user_id"]! == Granting.BillingUser && (string)item["id"]! == "billing"));
        answers.ChangeConfig(Changed.Id, config => config["rbac"]!["permissions"]!["editor"]!["description"] = "May edit");
        answers.Change(Changed.Id, Paths.ProjectPermissionDefinitions, body => body.Item("editor")["description"] = "May edit");
        await SwapEmailsAsync(deployment, Granting.Editor, Granting.SecondEditor);
        // A status that is another one.
        answers.Replace(Changed.Id, Paths.ProjectPermissionsOf(Granting.OddUser), Answer.UserNotFound);
    }

    private static async Task SwapEmailsAsync(RecordedDeployment deployment, string user, string other)
    {
        await deployment.DamageAsync($"""
            DROP INDEX "ContactChannel_tenancyId_type_value_usedForAuth_key";
            UPDATE "ContactChannel" c SET value = o.value FROM "ContactChannel" o
            WHERE c."tenancyId" = '{Changed.Tenancy}' AND o."tenancyId" = '{Changed.Tenancy}'
                AND c."projectUserId" IN ('{user}', '{other}') AND o."projectUserId" IN ('{user}', '{other}')
                AND c."projectUserId" <> o."projectUserId" AND c."isPrimary" = 'TRUE' AND o."isPrimary" = 'TRUE'
            """);
        var first = deployment.Answers.EmailOf(Changed.Id, user);
        var second = deployment.Answers.EmailOf(Changed.Id, other);
        deployment.Answers.ChangeUser(Changed.Id, user, found => found["primary_email"] = second);
        deployment.Answers.ChangeUser(Changed.Id, other, found => found["primary_email"] = first);
    }

    /// <summary>Deletes a user, and adds one in the middle of the lists.</summary>
    private static async Task ChangeUsersAsync(RecordedDeployment deployment)
    {
        string[] ofUsers = ["ProjectUser", "ProjectUserDirectPermission", "TeamMember", "TeamMemberDirectPermission"];
        foreach (var table in ofUsers) await deployment.DamageAsync($"""DELETE FROM "{table}" {Of(Granting.BillingUser)}""");
        await deployment.DamageAsync($"""
            CREATE TEMP TABLE added AS SELECT * FROM "ProjectUser" {Of(Granting.PlainUser)};
            UPDATE added SET "projectUserId" = '{Granting.Nobody}', "signedUpAt" = "signedUpAt" + interval '1 ms';
            INSERT INTO "ProjectUser" SELECT * FROM added;
            CREATE TEMP TABLE channel AS SELECT * FROM "ContactChannel" {Of(Granting.PlainUser)};
            UPDATE channel SET "projectUserId" = '{Granting.Nobody}', id = gen_random_uuid(), value = 'added@example.com';
            INSERT INTO "ContactChannel" SELECT * FROM channel;
            CREATE TEMP TABLE method AS SELECT * FROM "AuthMethod" {Of(Granting.PlainUser)};
            UPDATE method SET "projectUserId" = '{Granting.Nobody}', id = gen_random_uuid();
            INSERT INTO "AuthMethod" SELECT * FROM method;
            CREATE TEMP TABLE password AS SELECT * FROM "PasswordAuthMethod" {Of(Granting.PlainUser)};
            UPDATE password SET "projectUserId" = '{Granting.Nobody}', "authMethodId" = (SELECT id FROM method);
            INSERT INTO "PasswordAuthMethod" SELECT * FROM password
            """);
        var answers = deployment.Answers;
        answers.LoseUser(OtherUsers.Id, Granting.BillingUser);
        answers.ChangeAll(OtherUsers.Id, Paths.TeamPermissionsOf(""), body =>
            body.Items().RemoveAll(item => (string)item!["user_id"]! == Granting.BillingUser));
        answers.AddUser(
            OtherUsers.Id, like: Granting.PlainUser, Granting.Nobody, user => user["primary_email"] = "added@example.com");
    }

    private static string Of(string user) => $"""WHERE "tenancyId" = '{OtherUsers.Tenancy}' AND "projectUserId" = '{user}'""";
}
