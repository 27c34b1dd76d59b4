using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>Of an owner that exists in another tenancy no rule says that it does not exist, or that it was deleted.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class OwnersElsewhereTests(DatabaseFixture databases) : IAsyncLifetime
{
    private static readonly Guid Here = Tenant.Numbered(1);
    private static readonly Guid Elsewhere = Tenant.Numbered(2);
    private static readonly Guid Owner = Tenant.Numbered(3);
    private static readonly Guid Row = Tenant.Numbered(4);

    private static readonly (string Code, string Kind, string Table, object Row)[] Rules =
    [
        ("DBI025", "contact-channel", "ContactChannel", new { tenancyId = Here, id = Row, projectUserId = Owner }),
        ("DBI026", "auth-method", "AuthMethod", new { tenancyId = Here, id = Row, projectUserId = Owner }),
        ("DBI028", "auth-method", "PasswordAuthMethod", new { tenancyId = Here, authMethodId = Owner, projectUserId = Owner }),
        ("DBI032", "oauth-account", "ProjectUserOAuthAccount", new { tenancyId = Here, id = Row, projectUserId = Owner }),
        ("DBI034", "oauth-token", "OAuthToken", new { tenancyId = Here, id = Row, oauthAccountId = Owner }),
        ("DBI038", "refresh-token", "ProjectUserRefreshToken", new { tenancyId = Here, id = Row, projectUserId = Owner }),
        ("DBI040", "api-key", "ProjectApiKey", new { tenancyId = Here, id = Row, teamId = Owner }),
        ("DBI041", "user", "TeamMember", new { tenancyId = Here, teamId = Owner, projectUserId = Row }),
        ("DBI042", "team", "TeamMember", new { tenancyId = Here, teamId = Row, projectUserId = Owner }),
        ("DBI045", "grant", "ProjectUserDirectPermission", new { tenancyId = Here, id = Row, projectUserId = Owner }),
        ("DBI046", "grant", "TeamMemberDirectPermission", new { tenancyId = Here, id = Row, projectUserId = Owner, teamId = Owner }),
        ("DBI049", "subscription", "Subscription",
            new { tenancyId = Here, id = Row, customerType = "USER", customerId = Owner, status = "active" }),
        ("DBI050", "purchase", "OneTimePurchase", new { tenancyId = Here, id = Row, customerType = "TEAM", customerId = Owner }),
        ("DBI054", "invoice", "SubscriptionInvoice", new { tenancyId = Here, id = Row, stripeSubscriptionId = "sub_1" }),
        ("DBI064", "session-replay", "SessionReplay", new { tenancyId = Here, id = Row, projectUserId = Owner }),
        ("DBI065", "session-replay-chunk", "SessionReplayChunk", new { tenancyId = Here, id = Row, sessionReplayId = Owner }),
        ("DBI066", "notification-preference", "UserNotificationPreference", new { tenancyId = Here, id = Row, projectUserId = Owner }),
    ];

    private StoredRows _rows = null!;

    public async Task InitializeAsync()
    {
        _rows = await databases.CopyAsync();
        // What a row needs besides its owner says nothing here.
        await _rows.ExecuteAsync("""
            DO $$ BEGIN EXECUTE (
                SELECT string_agg(format('ALTER TABLE %I ALTER COLUMN %I DROP NOT NULL', c.relname, a.attname), ';')
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped
            ); END $$
            """);
        await _rows.AddProjectAsync("here", tenancy: Here);
        await _rows.AddProjectAsync("elsewhere", tenancy: Elsewhere);
        foreach (var rule in Rules) await _rows.AddAsync(rule.Table, rule.Row);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_owner_of_another_project_is_named_with_its_project()
    {
        await AddOwnersAsync();

        foreach (var (code, found) in await FoundAsync())
            found.Should().OnlyContain(
                row => row.Detail.Contains("project elsewhere") && !row.Detail.Contains("does not exist") && row.Cause == null, code);
    }

    [Fact]
    public async Task An_owner_that_nobody_has_does_not_exist()
    {
        foreach (var (code, found) in await FoundAsync())
            found.Should().OnlyContain(row => row.Detail.Contains("does not exist") || row.Detail.Contains("is not a member"), code);
    }

    private async Task<List<(string Code, List<OffendingRow> Found)>> FoundAsync()
    {
        await using var database = await _rows.OpenAsync();
        var all = new List<(string, List<OffendingRow>)>();
        foreach (var rule in Rules)
        {
            var found = (await database.FoundAsync(rule.Code))
                .Where(row => row.Detail.Contains($"{Owner}") || rule.Code == "DBI054").ToList();
            found.Should().NotBeEmpty(rule.Code)
                .And.OnlyContain(row => row.Project == "here" && row.Subject.StartsWith(rule.Kind + ":"), rule.Code);
            all.Add((rule.Code, found));
        }

        return all;
    }

    private async Task AddOwnersAsync()
    {
        await _rows.AddAsync("ProjectUser", new { tenancyId = Elsewhere, projectUserId = Owner, mirroredProjectId = "elsewhere" });
        await _rows.AddAsync("Team", new { tenancyId = Elsewhere, teamId = Owner, mirroredProjectId = "elsewhere" });
        await _rows.AddAsync("TeamMember", new { tenancyId = Elsewhere, teamId = Owner, projectUserId = Owner });
        await _rows.AddAsync("AuthMethod", new { tenancyId = Elsewhere, id = Owner, projectUserId = Owner });
        await _rows.AddAsync("ProjectUserOAuthAccount", new { tenancyId = Elsewhere, id = Owner, projectUserId = Owner });
        await _rows.AddAsync("SessionReplay", new { tenancyId = Elsewhere, id = Owner, projectUserId = Owner });
        await _rows.AddAsync(
            "Subscription", new { tenancyId = Elsewhere, id = Owner, stripeSubscriptionId = "sub_1", status = "canceled" });
    }
}
