using FluentAssertions;
using IntegrityTests.Copies;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Reading;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Copies;

/// <summary>Changes that wait for their sequence id for long are counted on a standby that lives, and nowhere else.</summary>
[Collection(StandbyCollection.Name)]
public sealed class OldChangesTests(StandbyFixture standby)
{
    private const string Off = """
        INSERT INTO "ExternalDbSyncMetadata" (id, singleton, "sequencerEnabled", "pollerEnabled", "updatedAt")
        VALUES ('1', 'TRUE', false, true, now())
        ON CONFLICT (singleton) DO UPDATE SET "sequencerEnabled" = false
        """;

    private static readonly TenancyKey Tenancy = new(ServedSample.Project.TenancyId, ServedSample.Project.Id, "main");

    [Theory]
    [InlineData("20 minutes", "", 1)]
    [InlineData("10 minutes", "", 0)]
    [InlineData("20 minutes", Off, 0)]
    public async Task A_change_that_waits_for_more_than_a_quarter_of_an_hour_is_counted(string age, string more, int expected)
    {
        await using var database = await standby.FollowingAsync(Waiting(age) + more);

        var found = await CountAsync(database);

        found.Should().Equal(Enumerable.Repeat(("users", 1L), expected));
    }

    [Fact]
    public async Task Nothing_is_counted_where_nothing_waits()
    {
        await using var database = await standby.FollowingAsync("SELECT");

        (await CountAsync(database)).Should().BeEmpty();
    }

    private static string Waiting(string age) => $"""
        UPDATE "ProjectUser" SET "shouldUpdateSequenceId" = true, "updatedAt" = (now() AT TIME ZONE 'UTC') - interval '{age}'
        WHERE "projectUserId" = '{ServedSample.User}';
        """;

    private static async Task<IEnumerable<(string, long)>> CountAsync(ReplicaDatabase database)
    {
        var plan = new Plan(AllMappings.All.Single(mapping => mapping.Name == "users"), [], [], WhyNot: null);
        var found = await new OldChanges(database, _ => Task.CompletedTask).OfAsync([plan], Tenancy, CancellationToken.None);
        return found.Select(old => (old.Mapping.Name, old.Count));
    }
}
