using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

[Collection(DatabaseCollection.Name)]
public sealed class UserReaderTests(DatabaseFixture databases)
{
    private readonly Tenant _tenant = new(databases.Shared);
    private readonly UserReader _reader = new(databases.Database);

    [Fact]
    public async Task Users_come_in_the_order_of_the_API()
    {
        await _tenant.AddUserAsync(Tenant.Numbered(1), "2026-01-03");
        await _tenant.AddUserAsync(Tenant.Numbered(9), "2026-01-02");
        await _tenant.AddUserAsync(Tenant.Numbered(2), "2026-01-02", new { isAnonymous = true });
        await _tenant.AddUserAsync(Tenant.Numbered(3), "2026-01-01", new { isAnonymous = true });

        var users = await ReadAsync();

        users.Select(user => user.Id).Should().Equal(Tenant.Numbered(3), Tenant.Numbered(2), Tenant.Numbered(9), Tenant.Numbered(1));
        users.Select(user => user.IsAnonymous).Should().Equal(true, true, false, false);
    }

    [Fact]
    public async Task Users_who_signed_up_at_the_same_moment_are_read_once_across_pages()
    {
        await _tenant.AddUsersAsync(2001);
        await databases.Shared.ExecuteAsync($"""
            UPDATE "ProjectUser" SET "signedUpAt" = '2026-01-01', "isAnonymous" = random() < 0.5 WHERE "tenancyId" = '{_tenant.Id}'
            """);

        var pages = await _reader.PagesAsync(_tenant.Id, null, default).ToListAsync();

        pages.Select(page => page.Count).Should().Equal(1000, 1000, 1);
        pages.SelectMany(page => page).Select(user => user.Id).Should().Equal(Enumerable.Range(1, 2001).Select(Tenant.Numbered));
    }

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(999, new[] { 999 })]
    [InlineData(1000, new[] { 1000 })]
    [InlineData(1001, new[] { 1000, 1 })]
    [InlineData(5000, new[] { 1000, 1 })]
    public async Task No_more_users_are_read_than_asked_for(int limit, int[] pages)
    {
        await _tenant.AddUsersAsync(1001);

        (await _reader.PagesAsync(_tenant.Id, limit, default).ToListAsync()).Select(page => page.Count).Should().Equal(pages);
    }

    [Fact]
    public async Task Users_of_another_tenancy_are_not_read()
    {
        await new Tenant(databases.Shared).AddUserAsync(Tenant.Numbered(1));

        (await ReadAsync()).Should().BeEmpty();
        (await _reader.FindAsync(_tenant.Id, Tenant.Numbered(1), default)).Should().BeNull();
        (await _reader.ExistingAsync(_tenant.Id, [Tenant.Numbered(1)], default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Every_column_is_read()
    {
        await _tenant.AddUserAsync(Tenant.Numbered(1), "2000-01-01 00:00:01.5", new
        {
            displayName = "Grüße \"x\"\n日本",
            profileImageUrl = "https://example.com/a.png",
            clientMetadata = new { a = 2.50m },
            clientReadOnlyMetadata = "text",
            requiresTotpMfa = true,
            lastActiveAt = "1999-12-31 23:59:59.999",
            restrictedByAdmin = true,
            restrictedByAdminReason = "spam",
            restrictedByAdminPrivateDetails = "seen",
            signUpRiskScoreBot = 7,
            signUpRiskScoreFreeTrialAbuse = 8,
            signUpCountryCode = "DE",
        });

        var user = (await ReadAsync()).Should().ContainSingle().Which;

        user.Should().BeEquivalentTo(new StoredUser
        {
            Id = Tenant.Numbered(1),
            SignedUpAt = new StoredTime(1_500_000),
            LastActiveAt = new StoredTime(-1_000),
            IsAnonymous = false,
            DisplayName = "Grüße \"x\"\n日本",
            ProfileImageUrl = "https://example.com/a.png",
            ClientMetadata = """{"a": 2.50}""",
            ClientReadOnlyMetadata = "\"text\"",
            ServerMetadata = null,
            RequiresTotpMfa = true,
            RestrictedByAdmin = true,
            RestrictedByAdminReason = "spam",
            RestrictedByAdminPrivateDetails = "seen",
            RiskScoreBot = 7,
            RiskScoreFreeTrialAbuse = 8,
            CountryCode = "DE",
            MirroredProjectId = "p",
            MirroredBranchId = "main",
        });
        (await _reader.FindAsync(_tenant.Id, user.Id, default)).Should().BeEquivalentTo(user);
    }

    [Theory]
    [InlineData("infinity", long.MaxValue)]
    [InlineData("-infinity", long.MinValue)]
    [InlineData("0044-03-15 BC", null)]
    [InlineData("294276-12-31", null)]
    public async Task A_time_that_no_clock_shows_does_not_fail_the_page(string time, long? microseconds)
    {
        await _tenant.AddUserAsync(Tenant.Numbered(1), time, new { lastActiveAt = time });
        await _tenant.AddUserAsync(Tenant.Numbered(2));

        var users = await ReadAsync();

        users.Should().HaveCount(2);
        if (microseconds is { } expected) users.Should().Contain(user => user.SignedUpAt == new StoredTime(expected));
    }

    private async Task<List<StoredUser>> ReadAsync() =>
        await _reader.PagesAsync(_tenant.Id, null, default).SelectMany(page => page).ToListAsync();
}
