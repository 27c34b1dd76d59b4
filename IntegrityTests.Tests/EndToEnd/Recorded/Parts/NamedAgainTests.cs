using FluentAssertions;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Parts;

/// <summary>After findings were looked into: what an earlier run named is verified again, and the run says what became of it.</summary>
[Collection(RecordedCollection.Name)]
public sealed class NamedAgainTests(RecordedDeployments deployments) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_finding_is_mended_still_there_or_gone()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""
            UPDATE "ProjectUser" SET "mirroredBranchId" = 'other' WHERE "projectUserId" = '{Granting.PlainUser}';
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
            VALUES (gen_random_uuid(), '{Granting.Tenancy}', '{Granting.Editor}', 'undefined', now()),
                (gen_random_uuid(), '{Granting.Tenancy}', '{Granting.SecondEditor}', 'undefined', now());
            """);
        var first = await deployment.VerifyAsync(Granting.Id);
        first.Should().FindExactly(
            ("DBI012", Granting.Id, $"user:{Granting.PlainUser}"),
            ("USR002", Granting.Id, $"user:{Granting.PlainUser}"),
            ("USR003", Granting.Id, $"user:{Granting.Editor}"),
            ("USR003", Granting.Id, $"user:{Granting.SecondEditor}"));
        await File.WriteAllTextAsync(_folder.File("findings.jsonl"), first.Findings.Text);
        await deployment.DamageAsync($"""
            DELETE FROM "ProjectUserDirectPermission" WHERE "permissionId" = 'undefined';
            DELETE FROM "ProjectUser" WHERE "projectUserId" = '{Granting.SecondEditor}';
            """);
        deployment.Answers.LoseUser(Granting.Id, Granting.SecondEditor);

        var again = await deployment.Verification().With("INTEGRITY_ONLY", _folder.File("findings.jsonl")).RunAsync();

        again.Should().BeRed();
        again.Should().FindExactly(
            ("DBI012", Granting.Id, $"user:{Granting.PlainUser}"), ("USR002", Granting.Id, $"user:{Granting.PlainUser}"));
        again.Should().Say(
            "4: 1 mended, 2 still there, 1 gone, 0 not looked at, 0 new. It says nothing about the rest of the deployment.",
            $"mended: USR003 user:{Granting.Editor}",
            $"gone: USR003 user:{Granting.SecondEditor}",
            $"still there: USR002 user:{Granting.PlainUser}");
        again.Should().HaveVerified("USR003", rows: 1);
        again.Findings.OfKind("end").Single()["verified"]!.GetValue<long>().Should().Be(1, "nothing else was asked");

        var elsewhere = await deployment.Verification().With("INTEGRITY_ONLY", Of("https://other.example.com/")).RunAsync();

        elsewhere.Should().BeRed();
        elsewhere.Should().Say("INTEGRITY_ONLY names the findings of a run over https://other.example.com/, but this run is over http://");
    }

    private string Of(string url)
    {
        var file = _folder.File("elsewhere.jsonl");
        File.WriteAllLines(
            file, [$$"""{"kind":"run","apiUrl":"{{url}}"}""", """{"kind":"finding","code":"USR002","project":"p","subject":"user:1"}"""]);
        return file;
    }
}
