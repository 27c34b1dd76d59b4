using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Traces;

/// <summary>A run leaves the database as it was, and tells nothing of what is in it but where it points.</summary>
[Collection(TraceCollection.Name)]
public sealed class NoTraceTests(RecordedDeployments deployments)
{
    private const string Canary = "c4n4ry";

    [FactRequiringFacts]
    public async Task A_full_run_writes_nothing_to_the_database()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""UPDATE "ProjectUser" SET "clientMetadata" = '"text"' WHERE "projectUserId" = '{Granting.PlainUser}'""");
        var before = await StateAsync(deployment);

        var run = await deployment.VerifyAsync();

        run.Should().FindExactly(
            ("DBI016", Granting.Id, $"user:{Granting.PlainUser}"),
            ("USR002", Granting.Id, $"user:{Granting.PlainUser}"),
            ("USR001", Granting.Id, $"user:{Granting.PlainUser}"),
            ("PAY004", Misconfigured.Id, $"project:{Misconfigured.Id}"));
        (await StateAsync(deployment)).Should().Equal(before);
    }

    [FactRequiringFacts]
    public async Task No_value_of_the_database_is_in_any_output()
    {
        var run = await WithCanariesAsync();

        run.Findings.Findings.Select(finding => finding.Code)
            .Should().Contain(["DBI007", "DBI016", "DBI018", "DBI021", "DBI035", "DBI039", "DBI069", "USR001", "USR002"]);
        foreach (var text in new[] { run.Console, run.Trx!.Text, run.Findings.Text, run.Report }) text.Should().NotContain(Canary);
    }

    [FactRequiringFacts]
    public async Task Personal_data_is_told_where_it_is_asked_for_and_secrets_never()
    {
        var run = await WithCanariesAsync(("INTEGRITY_PERSONAL_DATA", "show"));

        run.Findings.Text.Should().Contain($"{Canary} name");
        run.Report.Should().Contain($"{Canary} name");
        foreach (var text in new[] { run.Console, run.Trx!.Text, run.Findings.Text, run.Report })
            text.Should().NotContainAny($"{Canary}_hash", $"{Canary}_key", $"{Canary}_token", $"{Canary}_code");
    }

    private async Task<SuiteResult> WithCanariesAsync(params (string Name, string Value)[] variables)
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""
            DROP INDEX "ApiKeySet_secretServerKey_key", "ProjectUserRefreshToken_refreshToken_key", "VerificationCode_projectId_branchId_code_key";
            UPDATE "ProjectUser" SET "displayName" = '{Canary} name', "profileImageUrl" = '{Canary} image', "clientMetadata" = '"{Canary} metadata"'
            WHERE "projectUserId" = '{Granting.PlainUser}';
            UPDATE "ContactChannel" SET value = '{Canary} e-mail' WHERE "projectUserId" = '{Granting.PlainUser}';
            UPDATE "PasswordAuthMethod" SET "passwordHash" = '{Canary}_hash' WHERE "projectUserId" IN
                (SELECT "projectUserId" FROM "PasswordAuthMethod" WHERE "tenancyId" = '{Granting.Tenancy}' LIMIT 1);
            INSERT INTO "ApiKeySet" ("projectId", id, description, "expiresAt", "updatedAt", "secretServerKey")
            SELECT '{Granting.Id}', gen_random_uuid(), '{Canary} description', '2099-01-01', now(), '{Canary}_key' FROM generate_series(1, 2);
            INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
            SELECT '{Granting.Tenancy}', gen_random_uuid(), '{Granting.PlainUser}', '{Canary}_token', now() FROM generate_series(1, 2);
            INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "expiresAt", data, "updatedAt")
            SELECT '{Granting.Id}', 'main', gen_random_uuid(), 'ONE_TIME_PASSWORD', '{Canary}_code', now(), '"{Canary} data"', now() FROM generate_series(1, 2);
            """);
        var command = deployment.Verification(Granting.Id) with { Arguments = ["-v", "detailed", "--logger", "console;verbosity=detailed"] };
        return await variables.Aggregate(command, (with, variable) => with.With(variable.Name, variable.Value)).RunAsync();
    }

    /// <summary>Rows and a checksum of each table, what was ever written to it, and what else there is in the database.</summary>
    private static async Task<IReadOnlyList<string>> StateAsync(RecordedDeployment deployment)
    {
        var tables = await deployment.RowsAsync("SELECT quote_ident(relname) FROM pg_stat_user_tables ORDER BY 1");
        var contents = string.Join(" UNION ALL ", tables.Select(table =>
            $"SELECT '{table}', count(*), md5(coalesce(string_agg(md5(r::text), '' ORDER BY md5(r::text)), '')) FROM {table} r"));
        string[] queries =
        [
            contents,
            "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del, n_dead_tup FROM pg_stat_user_tables ORDER BY 1",
            "SELECT tup_inserted, tup_updated, tup_deleted FROM pg_stat_database WHERE datname = current_database()",
            "SELECT count(*) FROM pg_class UNION ALL SELECT count(*) FROM pg_proc UNION ALL SELECT count(*) FROM pg_largeobject_metadata",
        ];
        var state = new List<string>();
        foreach (var query in queries) state.AddRange(await deployment.RowsAsync(query));
        return state;
    }
}
