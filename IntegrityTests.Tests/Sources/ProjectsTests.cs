using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Sources;

[Collection(DatabaseCollection.Name)]
public sealed class ProjectsTests(DatabaseFixture databases)
{
    [Fact]
    public async Task A_project_that_was_deleted_after_discovery_is_skipped_with_the_reason()
    {
        var rows = await databases.CopyAsync();
        await rows.AddProjectAsync("stays");
        await rows.AddProjectAsync("goes");
        await using var server = await FakeApi.AnsweringAsync("{}");
        var scenario = new Scenario(Settings(rows, server)) { Partition = Cases.Partition("goes", "Name of goes") };
        await using var witnesses = await scenario.Run.FixtureAsync<Witnesses>();

        await rows.ExecuteAsync("DELETE FROM \"Project\" WHERE id = 'goes'");
        var reading = async () => await Projects.InScope.Open(scenario.Context, default).ToListAsync();

        (await reading.Should().ThrowAsync<NothingToVerifyException>())
            .WithMessage("project goes was deleted after the test cases were found");
        scenario.Run.AbortReason.Should().BeNull("the other projects can be verified");
    }

    [Fact]
    public async Task A_test_case_of_a_project_has_that_project_only()
    {
        var rows = await databases.CopyAsync();
        await rows.AddProjectAsync("one");
        await rows.AddProjectAsync("two");
        await using var server = await FakeApi.AnsweringAsync("{}");
        var scenario = new Scenario(Settings(rows, server)) { Partition = Cases.Partition("two", "Name of two") };
        await using var witnesses = await scenario.Run.FixtureAsync<Witnesses>();

        var found = await Projects.InScope.Open(scenario.Context, default).ToListAsync();

        found.Should().ContainSingle().Which.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "two" });
    }

    private static RunSettings Settings(StoredRows rows, FakeApi server)
    {
        var options = new IntegrityOptions
        {
            UsesSample = false,
            AllowPrimary = true,
            Database = rows.ConnectionString,
            ApiUrl = server.Url,
            AdminKey = FakeApi.Key,
        };
        return new RunSettings
        {
            Fixtures = new Dictionary<Type, Func<Run, Task<object>>>
            {
                [typeof(Witnesses)] = async run => await Witnesses.OpenAsync(options, options.CreateSecrets(), run, (_, _) => { }),
            },
        };
    }
}
