using FluentAssertions;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Parts;

/// <summary>Two nights over one folder: the second asks about what was unsound, and runs what is cheap whole.</summary>
[Collection(RecordedCollection.Name)]
public sealed class ContinuedRunTests(RecordedDeployments deployments) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_verified_lately_is_not_asked_again_and_what_was_found_is()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync(
            $"""UPDATE "ProjectUser" SET "mirroredBranchId" = 'other' WHERE "projectUserId" = '{Granting.PlainUser}'""");
        var verification = deployment.Verification(Granting.Id).With("INTEGRITY_COVERAGE", _folder.Path).With("INTEGRITY_MAX_AGE", "7d");

        var first = await verification.RunAsync();

        first.Should().BeRed();
        first.Should().HaveVerified("USR002", rows: Granting.Users - 1, failed: 1);
        first.Should().Say("coverage over several runs (run 1, the first began ", "nothing is left for the next run.");

        var second = await verification.RunAsync();

        second.Should().FindExactly(
            ("DBI012", Granting.Id, $"user:{Granting.PlainUser}"), ("USR002", Granting.Id, $"user:{Granting.PlainUser}"));
        second.Should().HaveVerified("USR002", rows: 0, failed: 1);
        second.Should().HaveVerified("USR001", rows: 1);
        second.Should().Say(
            "0 of 24 rows verified", "rows not asked again, since earlier runs verified them",
            "all of its rows were verified by earlier runs");
        File.ReadAllText(_folder.File("coverage.jsonl")).Should().NotContain("@", "it has no personal data");
    }
}
