using FluentAssertions;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>Of an owner that exists in another tenancy no rule says that it does not exist, or that it was deleted.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class OwnersElsewhereTests(DatabaseFixture databases) : IAsyncLifetime
{
    private static readonly Guid Owner = Tenant.Numbered(1);
    private static readonly Guid Row = Tenant.Numbered(2);

    private static readonly Dictionary<string, object> Owned = new()
    {
        ["ContactChannel"] = new { id = Row, projectUserId = Owner, type = "EMAIL", value = "a@example.com" },
        ["AuthMethod"] = new { id = Row, projectUserId = Owner },
        ["PasswordAuthMethod"] = new { authMethodId = Owner, projectUserId = Owner },
        ["ProjectUserOAuthAccount"] = new { id = Row, projectUserId = Owner },
        ["OAuthToken"] = new { id = Row, oauthAccountId = Owner },
        ["ProjectUserRefreshToken"] = new { id = Row, projectUserId = Owner },
        ["ProjectApiKey"] = new { id = Row, teamId = Owner },
        ["TeamMember"] = new { teamId = Owner, projectUserId = Owner },
        ["ProjectUserDirectPermission"] = new { id = Row, projectUserId = Owner, permissionId = "p" },
        ["TeamMemberDirectPermission"] = new { id = Row, projectUserId = Owner, teamId = Owner, permissionId = "p" },
        ["Subscription"] = new { id = Row, customerType = "USER", customerId = Owner, status = "active" },
        ["OneTimePurchase"] = new { id = Row, customerType = "TEAM", customerId = Owner },
        ["SubscriptionInvoice"] = new { id = Row, stripeSubscriptionId = "sub_1" },
        ["SessionReplay"] = new { id = Row, projectUserId = Owner },
        ["SessionReplayChunk"] = new { id = Row, sessionReplayId = Owner },
        ["UserNotificationPreference"] = new { id = Row, projectUserId = Owner },
    };

    private StoredRows _rows = null!;
    private Tenant _tenant = null!;
    private Tenant _other = null!;

    public static TheoryData<string, string, string> Rules => new()
    {
        { "DBI025", "ContactChannel", "contact-channel" },
        { "DBI026", "AuthMethod", "auth-method" },
        { "DBI028", "PasswordAuthMethod", "auth-method" },
        { "DBI032", "ProjectUserOAuthAccount", "oauth-account" },
        { "DBI034", "OAuthToken", "oauth-token" },
        { "DBI038", "ProjectUserRefreshToken", "refresh-token" },
        { "DBI040", "ProjectApiKey", "api-key" },
        { "DBI041", "TeamMember", "user" },
        { "DBI042", "TeamMember", "team" },
        { "DBI045", "ProjectUserDirectPermission", "grant" },
        { "DBI046", "TeamMemberDirectPermission", "grant" },
        { "DBI049", "Subscription", "subscription" },
        { "DBI050", "OneTimePurchase", "purchase" },
        { "DBI054", "SubscriptionInvoice", "invoice" },
        { "DBI064", "SessionReplay", "session-replay" },
        { "DBI065", "SessionReplayChunk", "session-replay-chunk" },
        { "DBI066", "UserNotificationPreference", "notification-preference" },
    };

    public async Task InitializeAsync()
    {
        _rows = await databases.CopyAsync();
        (_tenant, _other) = (new Tenant(_rows), new Tenant(_rows));
        await _rows.AddProjectAsync("here", tenancy: _tenant.Id);
        await _rows.AddProjectAsync("elsewhere", tenancy: _other.Id);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task An_owner_of_another_project_is_named_with_its_project(string code, string table, string kind)
    {
        await AddOwnersAsync();
        await _tenant.AddAsync(table, Owned[table]);
        await using var database = await _rows.OpenAsync();

        var found = await database.FoundAsync(code);

        found.Should().ContainSingle().Which.Should().Match<IntegrityTests.Checks.Database.OffendingRow>(row =>
            row.Project == "here" && row.Subject.StartsWith(kind + ":") && row.Detail.Contains("of project elsewhere")
            && !row.Detail.Contains("does not exist") && row.Cause == null);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task An_owner_that_nobody_has_does_not_exist(string code, string table, string kind)
    {
        await _tenant.AddAsync(table, Owned[table]);
        await using var database = await _rows.OpenAsync();

        var found = await database.FoundAsync(code);

        found.Should().ContainSingle().Which.Should().Match<IntegrityTests.Checks.Database.OffendingRow>(row =>
            row.Project == "here" && row.Subject.StartsWith(kind + ":")
            && (row.Detail.Contains("does not exist") || row.Detail.Contains("not a member")));
    }

    private async Task AddOwnersAsync()
    {
        object mirrored = new { projectUserId = Owner, mirroredProjectId = "elsewhere", mirroredBranchId = "main" };
        await _other.AddAsync("ProjectUser", mirrored);
        await _other.AddAsync("Team", new { teamId = Owner, displayName = "T", mirroredProjectId = "elsewhere", mirroredBranchId = "main" });
        await _other.AddAsync("TeamMember", Owned["TeamMember"]);
        await _other.AddAsync("AuthMethod", new { id = Owner, projectUserId = Owner });
        await _other.AddAsync("ProjectUserOAuthAccount", new { id = Owner, projectUserId = Owner });
        await _other.AddAsync("SessionReplay", new { id = Owner, projectUserId = Owner });
        await _other.AddAsync("Subscription", new { id = Owner, stripeSubscriptionId = "sub_1", customerType = "USER", customerId = Owner });
    }
}
