using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 18 and 20 of docs/platform.md, The damage table: a project as a whole is wrong.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class ProjectDamageTests(PlantedRun run)
{
    private static readonly ProjectCopy Unserved = new(Paying.Id, nameof(ProjectDamageTests));
    private static readonly ProjectCopy WithoutConfig = new(Restricting.Id, nameof(ProjectDamageTests));
    private static readonly ProjectCopy Lost = new(Granting.Id, nameof(ProjectDamageTests));

    internal static readonly Planting Broken = new([Unserved, WithoutConfig, Lost], async deployment =>
    {
        deployment.Answers.Replace(Unserved.Id, Paths.CurrentProject, Answer.Crash);
        deployment.Answers.Replace(WithoutConfig.Id, Paths.CurrentProject, Answer.Crash);
        deployment.Answers.Replace(WithoutConfig.Id, Paths.Config, Answer.Crash);
        await deployment.DamageAsync($"""DELETE FROM "Tenancy" WHERE id = '{Lost.Tenancy}'""");
        deployment.Answers.ReplaceAll(Lost.Id, Answer.BranchDoesNotExist);
    });

    [Fact]
    public async Task Damage_18_a_config_value_of_the_wrong_type_is_found_and_all_users_are_verified()
    {
        var project = await run.InAsync(Unserved);

        project.Should().BeRed();
        project.Should().FindExactly(("PRJ001", $"project:{Unserved.Id}"));
        project.Should().HaveVerified("USR002", rows: Paying.Users);
        project.Should().HaveVerified("USR003", rows: Paying.Users);
    }

    [Fact]
    public async Task Damage_18_where_the_config_is_not_served_either_is_found_and_all_users_are_verified()
    {
        var project = await run.InAsync(WithoutConfig);

        project.Should().BeRed();
        project.Should().FindExactly(("PRJ001", $"project:{WithoutConfig.Id}"), ("PRJ004", $"project:{WithoutConfig.Id}"));
        project.Should().HaveVerified("USR002", rows: Restricting.Users);
        project.Should().HaveVerified("USR003", rows: Restricting.Users);
        project.Run.Should().Say("the project's config is not served (see PRJ004)");
    }

    [Fact]
    public async Task Damage_20_a_lost_tenancy_is_found_wherever_it_is_needed()
    {
        var project = await run.InAsync(Lost);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("DBI002", $"project:{Lost.Id}"),
            ("DBI003", $"tenancy:{Lost.Tenancy}"),
            ("PRJ001", $"project:{Lost.Id}"),
            ("PRJ002", $"project:{Lost.Id}"),
            ("PRJ003", $"project:{Lost.Id}"),
            ("PRJ004", $"project:{Lost.Id}"));
    }
}
