using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 18 and 20 of stack-auth/script.md: a project as a whole is wrong.</summary>
public sealed class ProjectDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damage_18_a_config_value_of_the_wrong_type_is_found_and_all_users_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Replace(Eleven.Id, Paths.CurrentProject, Answer.Crash);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("PRJ001", Eleven.Id, $"project:{Eleven.Id}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }

    [FactRequiringFacts]
    public async Task Damage_18_where_the_config_is_not_served_either_all_users_are_verified_as_far_as_possible()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Replace(Eleven.Id, Paths.CurrentProject, Answer.Crash);
        deployment.Answers.Replace(Eleven.Id, Paths.Config, Answer.Crash);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PRJ001", Eleven.Id, $"project:{Eleven.Id}"),
            ("PRJ004", Eleven.Id, $"project:{Eleven.Id}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
        run.Should().HaveVerified("USR003", rows: Eleven.Users);
        run.Should().Say("the project's config is not served (see PRJ004)");
    }

    [FactRequiringFacts]
    public async Task Damage_20_a_project_without_tenancy_is_found_and_other_projects_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync($"""DELETE FROM "Tenancy" WHERE id = '{Eleven.Tenancy}'""");
        deployment.Answers.ReplaceAll(Eleven.Id, Answer.BranchDoesNotExist);

        var run = await deployment.VerifyAsync(Five.Id, Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("DBI002", Eleven.Id, $"project:{Eleven.Id}"),
            ("DBI003", Eleven.Id, $"tenancy:{Eleven.Tenancy}"),
            ("PRJ001", Eleven.Id, $"project:{Eleven.Id}"),
            ("PRJ002", Eleven.Id, $"project:{Eleven.Id}"),
            ("PRJ003", Eleven.Id, $"project:{Eleven.Id}"),
            ("PRJ004", Eleven.Id, $"project:{Eleven.Id}"));
        run.Should().HaveVerified("USR002", rows: Five.Users);
    }
}
