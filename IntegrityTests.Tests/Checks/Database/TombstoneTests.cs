using FluentAssertions;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>What the platform records of deletions: DBI072 and DBI073.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class TombstoneTests(DatabaseFixture databases) : IAsyncLifetime
{
    private const string Tenancy = "00000063-0000-4000-8000-000000000000";
    private const string One = "00000001-0000-4000-8000-000000000000";
    private StoredRows _rows = null!;

    public async Task InitializeAsync()
    {
        _rows = await databases.CopyAsync();
        await _rows.AddProjectAsync("p", tenancy: Guid.Parse(Tenancy));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("Team", $$"""{"tenancyId": "{{Tenancy}}", "teamId": "{{One}}"}""", null, null)]
    [InlineData("Team", $$"""{"tenancyId": "{{Tenancy}}", "teamId": "{{One}}", "id": "{{One}}"}""", null, "other keys than tenancyId, teamId")]
    [InlineData("Team", $$"""{"tenancyId": "{{Tenancy}}"}""", null, "other keys than tenancyId, teamId")]
    [InlineData("Team", $$"""{"teamId": "{{One}}"}""", null, "other keys than tenancyId, teamId")]
    [InlineData("Team", $$"""{"tenancyId": "{{Tenancy}}", "teamId": null}""", null, "a key without value")]
    [InlineData("Team", $$"""{"tenancyId": "{{Tenancy}}", "teamId": "one"}""", null, "an id that is no uuid")]
    [InlineData("Team", $$"""{"tenancyId": "{{One}}", "teamId": "{{One}}"}""", null, "is of tenancy " + One)]
    [InlineData("Team", "[]", null, "its primaryKey is no object")]
    [InlineData("Team", "\"team\"", null, "its primaryKey is no object")]
    [InlineData("VerificationCode_TEAM_INVITATION", $$"""{"id": "{{One}}"}""", null, null)]
    [InlineData("ProjectUserRefreshToken", $$"""{"tenancyId": "{{Tenancy}}", "id": "{{One}}"}""", null, null)]
    [InlineData("UserNotificationPreference", $$"""{"tenancyId": "{{Tenancy}}", "id": "{{One}}"}""", null, "its data has not all of")]
    [InlineData("ProjectUserOAuthAccount", $$"""{"tenancyId": "{{Tenancy}}", "id": "{{One}}"}""", """{"projectUserId": "u"}""", "its data has")]
    [InlineData(
        "ProjectUserOAuthAccount", $$"""{"tenancyId": "{{Tenancy}}", "id": "{{One}}"}""",
        """{"projectUserId": null, "configOAuthProviderId": "github", "providerAccountId": "1"}""", null)]
    [InlineData("Unknown", "{}", null, null)]
    public async Task A_tombstone_names_what_was_deleted(string table, string key, string? data, string? damage)
    {
        await AddAsync(table, key, data);
        await using var database = await _rows.OpenAsync();

        var found = await database.FoundAsync("DBI072");

        found.Should().HaveCount(damage is null ? 0 : 1);
        if (damage is not null) found[0].Should().Match<IntegrityTests.Checks.Database.OffendingRow>(
            row => row.Project == "p" && row.Subject == $"deleted-row:{One}" && row.Detail.Contains(damage));
    }

    [Theory]
    [InlineData("ProjectUser", 0)]
    [InlineData("VerificationCode_TEAM_INVITATION", 0)]
    [InlineData("VerificationCode", 1)]
    [InlineData("EmailOutbox", 1)]
    [InlineData("team", 1)]
    public async Task A_tombstone_is_of_a_table_whose_deletions_are_copied(string table, int findings)
    {
        await AddAsync(table, "{}", null);
        await using var database = await _rows.OpenAsync();

        (await database.FoundAsync("DBI073")).Should().HaveCount(findings);
    }

    private Task AddAsync(string table, string key, string? data) => _rows.ExecuteAsync($"""
        INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", data)
        VALUES ('{One}', '{Tenancy}', '{table}', '{key}', {(data is null ? "NULL" : $"'{data}'")})
        """);
}
