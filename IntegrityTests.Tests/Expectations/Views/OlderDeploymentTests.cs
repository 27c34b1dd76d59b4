using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

/// <summary>
/// A deployment that lacks a column: what follows from it is not compared, with a reason that names it, and all else is as before.
/// </summary>
[Collection(DatabaseCollection.Name)]
public sealed class OlderDeploymentTests(DatabaseFixture databases) : IAsyncLifetime
{
    private const string AllMethods = "has_password otp_auth_enabled passkey_auth_enabled auth_with_email";
    private const string Email = "primary_email is_restricted";

    private static readonly string TeamAnswer = $$"""
        {
            "id": "{{FilledRows.Crew}}", "display_name": "Crew", "profile_image_url": "https://example.com/c.png",
            "created_at_millis": 1767225600000,
            "client_metadata": {"a": 1}, "client_read_only_metadata": {"b": 2}, "server_metadata": {"c": 3}
        }
        """;

    private static readonly string UserAnswer = $$"""
        {
            "id": "{{FilledRows.Ada}}", "display_name": "Ada", "profile_image_url": "https://example.com/a.png",
            "client_metadata": {"a": 1}, "client_read_only_metadata": {"b": 2}, "server_metadata": {"c": 3},
            "primary_email": "ada@example.com", "primary_email_verified": true, "primary_email_auth_enabled": true,
            "has_password": true, "otp_auth_enabled": true, "passkey_auth_enabled": true, "auth_with_email": true,
            "oauth_providers": [{"id": "github", "account_id": "42", "email": "ada@github.example"}],
            "selected_team_id": "{{FilledRows.Crew}}", "selected_team": {{TeamAnswer}},
            "signed_up_at_millis": 1767312000000, "last_active_at_millis": 1767398400000,
            "requires_totp_mfa": true, "is_anonymous": false, "country_code": "DE",
            "risk_scores": {"sign_up": {"bot": 3, "free_trial_abuse": 4} },
            "restricted_by_admin": true, "restricted_by_admin_reason": "spam", "restricted_by_admin_private_details": "seen",
            "is_restricted": true, "restricted_reason": {"type": "restricted_by_administrator"}
        }
        """;

    private static readonly string ProjectAnswer = $$"""
        {
            "id": "p", "display_name": "Shop", "description": "Sells", "is_production_mode": true, "logo_url": "https://a",
            "logo_full_url": "https://b", "logo_dark_mode_url": "https://c", "logo_full_dark_mode_url": "https://d",
            "owner_team_id": "{{FilledRows.Crew}}", "onboarding_status": "completed", "created_at_millis": 1767225600000
        }
        """;

    private StoredRows _rows = null!;
    private Tenant _tenant = null!;

    /// <summary>Tables with their columns, and with what of a user cannot be compared without the column.</summary>
    public static TheoryData<string, string[]> ColumnsOfUsers => new()
    {
        {
            "ProjectUser",
            [
                "displayName: display_name", "profileImageUrl: profile_image_url", "clientMetadata: client_metadata",
                "clientReadOnlyMetadata: client_read_only_metadata", "serverMetadata: server_metadata", "signedUpAt: signed_up_at_millis",
                "requiresTotpMfa: requires_totp_mfa", "isAnonymous: is_anonymous is_restricted", "signUpCountryCode: country_code",
                "lastActiveAt: last_active_at_millis", "signUpRiskScoreBot: risk_scores", "signUpRiskScoreFreeTrialAbuse: risk_scores",
                "restrictedByAdmin: restricted_by_admin is_restricted", "restrictedByAdminReason: restricted_by_admin",
                "restrictedByAdminPrivateDetails: restricted_by_admin", "mirroredProjectId:", "mirroredBranchId:", "createdAt:",
            ]
        },
        {
            "ContactChannel",
            [
                $"tenancyId: {Email}", $"projectUserId: {Email}", $"id: {Email}", $"value: {Email}", $"isVerified: {Email}",
                $"usedForAuth: {Email}", $"type: {Email}", $"isPrimary: {Email}",
            ]
        },
        { "AuthMethod", [$"tenancyId: {AllMethods}", $"id: {AllMethods}", $"projectUserId: {AllMethods}"] },
        { "PasswordAuthMethod", ["tenancyId: has_password auth_with_email", "authMethodId: has_password auth_with_email"] },
        { "OtpAuthMethod", ["tenancyId: otp_auth_enabled auth_with_email", "authMethodId: otp_auth_enabled auth_with_email"] },
        { "PasskeyAuthMethod", ["tenancyId: passkey_auth_enabled", "authMethodId: passkey_auth_enabled"] },
        {
            "ProjectUserOAuthAccount",
            [
                "tenancyId: oauth_providers", "projectUserId: oauth_providers", "configOAuthProviderId: oauth_providers",
                "providerAccountId: oauth_providers", "email: oauth_providers",
            ]
        },
        {
            "TeamMember",
            ["tenancyId: selected_team", "projectUserId: selected_team", "teamId: selected_team", "isSelected: selected_team"]
        },
        {
            "Team",
            [
                "tenancyId: selected_team", "teamId: selected_team", "displayName: selected_team.display_name",
                "profileImageUrl: selected_team.profile_image_url", "clientMetadata: selected_team.client_metadata",
                "clientReadOnlyMetadata: selected_team.client_read_only_metadata", "serverMetadata: selected_team.server_metadata",
                "createdAt: selected_team.created_at_millis", "mirroredProjectId:", "mirroredBranchId:",
            ]
        },
        { "ProjectUserDirectPermission", ["tenancyId:", "projectUserId:", "permissionId:"] },
    };

    public async Task InitializeAsync()
    {
        _rows = await databases.CopyAsync();
        _tenant = new Tenant(_rows);
        await FilledRows.AddAsync(_rows, _tenant);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(ColumnsOfUsers))]
    public Task A_user_is_compared_but_for_what_is_missing(string table, string[] columns) => EachMissingAsync(
        table,
        columns,
        async database =>
        {
            var user = (await new UserReader(database).FindAsync(_tenant.Id, FilledRows.Ada, default))!;
            return (new UserView(database.Schema, Example.Config with { RequiresVerifiedEmail = true }).Of(user), UserAnswer);
        });

    [Fact]
    public Task A_team_is_compared_but_for_what_is_missing() => EachMissingAsync(
        "Team",
        [
            "displayName: display_name", "profileImageUrl: profile_image_url", "clientMetadata: client_metadata",
            "clientReadOnlyMetadata: client_read_only_metadata", "serverMetadata: server_metadata", "createdAt: created_at_millis",
            "mirroredProjectId:", "mirroredBranchId:",
        ],
        async database =>
        {
            var team = (await new TeamReader(database).FindAsync(_tenant.Id, [FilledRows.Crew], default)).Single();
            return (TeamView.Of(team, database.Schema), TeamAnswer);
        });

    [Fact]
    public Task A_project_is_compared_but_for_what_is_missing() => EachMissingAsync(
        "Project",
        [
            "description: description", "isProductionMode: is_production_mode", "logoUrl: logo_url", "logoFullUrl: logo_full_url",
            "logoDarkModeUrl: logo_dark_mode_url", "logoFullDarkModeUrl: logo_full_dark_mode_url", "ownerTeamId: owner_team_id",
            "onboardingStatus: onboarding_status", "createdAt: created_at_millis", "stripeAccountId:",
        ],
        async database => (ProjectView.Of((await new ProjectReader(database).FindAsync("p", default))!, database.Schema), ProjectAnswer));

    private async Task EachMissingAsync(string table, string[] columns, Func<ReplicaDatabase, Task<(View View, string Answer)>> compare)
    {
        await ExpectAsync(compare, "nothing is missing", []);
        foreach (var line in columns)
        {
            var (column, skipped) = (line.Split(':')[0], line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            await _rows.ExecuteAsync($"""ALTER TABLE "{table}" RENAME "{column}" TO gone""");
            var reason = $"column \"{table}\".\"{column}\" is missing";
            await ExpectAsync(compare, reason, [.. skipped.Select(comparison => (comparison, reason))]);
            await _rows.ExecuteAsync($"""ALTER TABLE "{table}" RENAME gone TO "{column}" """);
        }
    }

    private async Task ExpectAsync(
        Func<ReplicaDatabase, Task<(View View, string Answer)>> compare, string because, (string Comparison, string Reason)[] skipped)
    {
        await using var database = await _rows.OpenAsync();
        var (view, answer) = await compare(database);
        view.With(answer).Should().BeEmpty(because);
        view.Skipped.Select(skip => (skip.Comparison, skip.Gap.Reason)).Should().BeEquivalentTo(skipped, because);
    }
}
