using FluentAssertions;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Baselines;

/// <summary>Known findings: written by one run, kept apart by the next, and stale when they are mended.</summary>
[Collection(RecordedCollection.Name)]
public sealed class BaselineTests(RecordedDeployments deployments) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("known.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Known_findings_are_kept_apart_until_they_are_mended()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""
            UPDATE "ProjectUser" SET "mirroredBranchId" = 'other' WHERE "projectUserId" = '{Granting.PlainUser}';
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
            VALUES (gen_random_uuid(), '{Granting.Tenancy}', '{Granting.Editor}', 'undefined', now());
            """);
        var verification = deployment.Verification(Granting.Id).With("INTEGRITY_BASELINE", File);

        var writing = await verification.With("INTEGRITY_BASELINE_WRITE", "yes").RunAsync();

        writing.Should().BeGreen();
        (await System.IO.File.ReadAllLinesAsync(File)).Should().Equal(
            Entry("DBI012", Granting.PlainUser, $"mirrors project {Granting.Id} on branch other instead of {Granting.Id} on branch main"),
            Entry("USR002", Granting.PlainUser, "mirroredBranchId is not the branch of its tenancy"),
            Entry("USR003", Granting.Editor, "is granted the project permission undefined, which is not defined"));

        var known = await verification.RunAsync();

        known.Should().BeGreen();
        known.Should().Say("3 known findings");

        await deployment.DamageAsync($"""
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
            VALUES (gen_random_uuid(), '{Granting.Tenancy}', '{Granting.Editor}', 'superuser', now());
            """);

        var worse = await verification.RunAsync();

        worse.Should().BeRed();
        worse.Should().Say("is granted the project permission superuser, which is not defined");
        await deployment.DamageAsync("""DELETE FROM "ProjectUserDirectPermission" WHERE "permissionId" = 'superuser'""");

        known.Findings.OfKind("finding").Should().HaveCount(3).And.OnlyContain(finding => (bool)finding["known"]!);

        await deployment.DamageAsync($"""
            UPDATE "ProjectUser" SET "mirroredBranchId" = 'main' WHERE "projectUserId" = '{Granting.PlainUser}';
            UPDATE "ProjectUserDirectPermission" SET "projectUserId" = '{Granting.PlainUser}' WHERE "permissionId" = 'undefined';
            """);

        var mended = await verification.RunAsync();

        mended.Should().BeRed();
        mended.Should().Say("line 1: stale: remove it: DBI012");
        mended.Findings.OfKind("stale").Select(stale => (int)stale["line"]!).Should().Equal(1, 2, 3);
        mended.Findings.OfKind("finding").Should().ContainSingle().Which["known"].Should().BeNull();

        var other = await verification.With("INTEGRITY_PROJECTS", Restricting.Id).RunAsync();

        other.Should().BeGreen();
        other.Should().Say("0 stale, 3 not judged");
    }

    [Fact]
    public async Task A_malformed_file_ends_the_run_before_the_first_request()
    {
        await using var deployment = await deployments.DeployAsync();
        await System.IO.File.WriteAllTextAsync(File, "{\"code\":\"USR001\",\"subject\":\"user:1\"}\nnonsense\n");

        var run = await deployment.Verification(Granting.Id).With("INTEGRITY_BASELINE", File).RunAsync();

        run.Should().BeRed();
        run.Should().Say("known.jsonl line 2 is not a JSON object");
        deployment.Api.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Own_invariants_are_verified_beside_the_suites()
    {
        await using var deployment = await deployments.DeployAsync();
        await WriteInvariantAsync("""
            SELECT "mirroredProjectId" AS project, 'user:' || "projectUserId" AS subject, 'is anonymous' AS detail
            FROM "ProjectUser" WHERE "isAnonymous"
            """);

        var run = await deployment.Verification(Restricting.Id).With("INTEGRITY_INVARIANTS", _folder.Path).RunAsync();

        run.Should().BeRed();
        run.Should().FindExactly(("OWN001", Restricting.Id, $"user:{Restricting.AnonymousUser}"));
    }

    [Fact]
    public async Task A_malformed_invariant_ends_the_run_before_the_first_request()
    {
        await using var deployment = await deployments.DeployAsync();
        await WriteInvariantAsync("DELETE FROM \"ProjectUser\"");

        var run = await deployment.Verification(Restricting.Id).With("INTEGRITY_INVARIANTS", _folder.Path).RunAsync();

        run.Should().BeRed();
        run.Should().Say("own.sql is not a query. Expected a statement that begins with SELECT or WITH");
        deployment.Api.Asked.Should().BeEmpty();
    }

    private static string Entry(string code, string user, string value) =>
        $$"""{"code":"{{code}}","project":"{{Granting.Id}}","subject":"user:{{user}}","value":"{{value}}"}""";

    private Task WriteInvariantAsync(string sql) => System.IO.File.WriteAllTextAsync(
        _folder.File("own.sql"),
        $"""
        -- OWN001: nobody is anonymous
        -- Severity: error.
        -- Proves that it is so.
        -- A finding means that somebody is.
        -- Look into it:
        --   SELECT * FROM "ProjectUser" WHERE "isAnonymous";
        {sql}
        """);
}
