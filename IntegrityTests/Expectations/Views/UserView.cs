using System.Text.Json;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Views;

/// <summary>
/// How a user reads in the API (source: docs/platform.md, How a user in the API follows from the rows).
/// </summary>
/// <param name="schema">What the deployment has; a member whose columns are missing is skipped.</param>
/// <param name="config">The project's config, or null where it is not served: what depends on it is skipped.</param>
/// <param name="configGap">Why the config is null.</param>
public sealed class UserView(StoredSchema schema, ProjectConfig? config, Gap? configGap = null)
{
    /// <summary>What the API must answer about the user.</summary>
    public View Of(StoredUser user)
    {
        var view = new StoredView(schema)
            .Group("id", UserColumns.Id, v => v.Identity("id", user.Id.ToString()))
            .Value(
                "display_name",
                UserColumns.DisplayName,
                string.IsNullOrEmpty(user.DisplayName) ? null : user.DisplayName,
                isPersonal: true)
            .Value("profile_image_url", UserColumns.ProfileImageUrl, user.ProfileImageUrl, isPersonal: true)
            .Metadata("client_metadata", UserColumns.ClientMetadata, user.ClientMetadata)
            .Metadata("client_read_only_metadata", UserColumns.ClientReadOnlyMetadata, user.ClientReadOnlyMetadata)
            .Metadata("server_metadata", UserColumns.ServerMetadata, user.ServerMetadata);
        Email(view, user.PrimaryEmail);
        SignIn(view, user);
        Teams(view, user);
        Activity(view, user);
        Restricted(view, user);
        return view.View;
    }

    private static void Email(StoredView view, PrimaryEmail? email) => view.Group("primary_email", EmailColumns.Table, v => v
        .Value("primary_email", email?.Value, isPersonal: true)
        .Value("primary_email_verified", email?.IsVerified ?? false)
        .Value("primary_email_auth_enabled", email?.IsUsedForAuth ?? false));

    private static void SignIn(StoredView view, StoredUser user)
    {
        bool Has(AuthMethods methods) => (user.AuthMethods & methods) != 0;
        view.Value("has_password", AuthMethodColumns.Password, Has(AuthMethods.Password))
            .Value("otp_auth_enabled", AuthMethodColumns.Otp, Has(AuthMethods.Otp))
            .Value("passkey_auth_enabled", AuthMethodColumns.Passkey, Has(AuthMethods.Passkey))
            .Value("auth_with_email", AuthMethodColumns.ByEmail, Has(AuthMethods.Password | AuthMethods.Otp))
            .Group("oauth_providers", OAuthAccountColumns.Table, v => v.Set("oauth_providers", Accounts(user)));
    }

    private static ItemSet Accounts(StoredUser user)
    {
        var accounts = new ItemSet("provider account", AccountKey) { HasPersonalKeys = true };
        foreach (var account in user.OAuthAccounts)
        {
            accounts.Add(
                $"{account.ProviderId}\n{account.AccountId}",
                () => new View()
                    .Value("id", account.ProviderId)
                    .Value("account_id", account.AccountId, isPersonal: true)
                    .Value("email", account.Email, isPersonal: true));
        }

        return accounts;
    }

    private void Teams(StoredView view, StoredUser user)
    {
        // A selected membership of a team that does not exist is USR004's finding; no rule says what the platform then answers.
        var selected = user.Memberships.FirstOrDefault(membership => membership.IsSelected);
        if (selected is { Team: null })
            view.View.Skip("selected_team", "the selected team does not exist (see USR004)");
        else
            view.Group("selected_team", MemberColumns.Memberships, v => v
                .Value("selected_team_id", selected?.TeamId.ToString())
                .Nested("selected_team", selected is null ? null : TeamView.Of(selected.Team!, schema)));
    }

    private static void Activity(StoredView view, StoredUser user) => view
        .Milliseconds("signed_up_at_millis", UserColumns.SignedUpAt, user.SignedUpAt)
        .Value("requires_totp_mfa", UserColumns.RequiresTotpMfa, user.RequiresTotpMfa)
        .Value("is_anonymous", UserColumns.IsAnonymous, user.IsAnonymous)
        .Value("country_code", UserColumns.CountryCode, user.CountryCode, isPersonal: true)
        .Milliseconds("last_active_at_millis", UserColumns.LastActiveAt, user.LastActiveAt ?? default(StoredTime))
        .Group("risk_scores", UserColumns.RiskScores, v => v
            .Nested("risk_scores", new View().Nested("sign_up", new View()
                .Value("bot", user.RiskScoreBot)
                .Value("free_trial_abuse", user.RiskScoreFreeTrialAbuse))));

    private void Restricted(StoredView view, StoredUser user)
    {
        view.Group("restricted_by_admin", UserColumns.AdminRestriction, v => v
            .Value("restricted_by_admin", user.RestrictedByAdmin)
            .Value("restricted_by_admin_reason", user.RestrictedByAdminReason, isPersonal: true)
            .Value("restricted_by_admin_private_details", user.RestrictedByAdminPrivateDetails, isPersonal: true));
        if (config is null)
        {
            view.View.Skip("is_restricted", configGap ?? "the project's config is not served (see PRJ004)");
            return;
        }

        view.Group("is_restricted", Restriction.ReadFrom(config.RequiresVerifiedEmail), v =>
        {
            var reason = Restriction.ReasonOf(user, config.RequiresVerifiedEmail);
            v.Value("is_restricted", reason is not null)
                .Nested("restricted_reason", reason is null ? null : new View().Value("type", reason));
        });
    }

    private static string? AccountKey(JsonElement item) =>
        item.Text("id") is { } provider && item.Text("account_id") is { } account ? $"{provider}\n{account}" : null;
}
