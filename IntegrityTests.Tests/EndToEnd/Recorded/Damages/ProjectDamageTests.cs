using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 18 and 20 of stack-auth/script.md: a project as a whole is wrong.</summary>
public sealed class ProjectDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damages_18_and_20_are_found_and_all_users_are_verified_as_far_as_possible()
    {
        await using var deployment = await deployments.DeployAsync();
        // 18: a config value of the wrong type; in another project the config is not served either.
        deployment.Answers.Replace(Paying.Id, Paths.CurrentProject, Answer.Crash);
        deployment.Answers.Replace(Restricting.Id, Paths.CurrentProject, Answer.Crash);
        deployment.Answers.Replace(Restricting.Id, Paths.Config, Answer.Crash);
        // 20: the tenancy is lost.
        await deployment.DamageAsync($"""DELETE FROM "Tenancy" WHERE id = '{Granting.Tenancy}'""");
        deployment.Answers.ReplaceAll(Granting.Id, Answer.BranchDoesNotExist);

        var run = await deployment.VerifyAsync(Restricting.Id, Paying.Id, Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PRJ001", Paying.Id, $"project:{Paying.Id}"),
            ("PRJ001", Restricting.Id, $"project:{Restricting.Id}"),
            ("PRJ004", Restricting.Id, $"project:{Restricting.Id}"),
            ("DBI002", Granting.Id, $"project:{Granting.Id}"),
            ("DBI003", Granting.Id, $"tenancy:{Granting.Tenancy}"),
            ("PRJ001", Granting.Id, $"project:{Granting.Id}"),
            ("PRJ002", Granting.Id, $"project:{Granting.Id}"),
            ("PRJ003", Granting.Id, $"project:{Granting.Id}"),
            ("PRJ004", Granting.Id, $"project:{Granting.Id}"));
        run.Should().HaveVerified("USR002", rows: Restricting.Users + Paying.Users);
        run.Should().HaveVerified("USR003", rows: Restricting.Users + Paying.Users);
        run.Should().Say("the project's config is not served (see PRJ004)");
    }
}
