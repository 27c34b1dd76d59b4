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
        deployment.Answers.Replace(Six.Id, Paths.CurrentProject, Answer.Crash);
        deployment.Answers.Replace(Five.Id, Paths.CurrentProject, Answer.Crash);
        deployment.Answers.Replace(Five.Id, Paths.Config, Answer.Crash);
        // 20: the tenancy is lost.
        await deployment.DamageAsync($"""DELETE FROM "Tenancy" WHERE id = '{Eleven.Tenancy}'""");
        deployment.Answers.ReplaceAll(Eleven.Id, Answer.BranchDoesNotExist);

        var run = await deployment.VerifyAsync(Five.Id, Six.Id, Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PRJ001", Six.Id, $"project:{Six.Id}"),
            ("PRJ001", Five.Id, $"project:{Five.Id}"),
            ("PRJ004", Five.Id, $"project:{Five.Id}"),
            ("DBI002", Eleven.Id, $"project:{Eleven.Id}"),
            ("DBI003", Eleven.Id, $"tenancy:{Eleven.Tenancy}"),
            ("PRJ001", Eleven.Id, $"project:{Eleven.Id}"),
            ("PRJ002", Eleven.Id, $"project:{Eleven.Id}"),
            ("PRJ003", Eleven.Id, $"project:{Eleven.Id}"),
            ("PRJ004", Eleven.Id, $"project:{Eleven.Id}"));
        run.Should().HaveVerified("USR002", rows: Five.Users + Six.Users);
        run.Should().HaveVerified("USR003", rows: Five.Users + Six.Users);
        run.Should().Say("the project's config is not served (see PRJ004)");
    }
}
