using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Expectations.Views;

/// <summary>
/// How a user reads in the API (source: stack-auth/database.md, "How a user in the API follows from the rows").
/// </summary>
/// <param name="schema">What the deployment has; a field whose columns are missing is skipped.</param>
/// <param name="config">The project's config, or null where it is not served: what depends on it is skipped.</param>
public sealed class UserView(StoredSchema schema, ProjectConfig? config)
{
    /// <summary>What the API must answer about the user.</summary>
    public View Of(StoredUser user)
    {
        var view = new View()
            .Value("id", user.Id.ToString())
            .Value("display_name", string.IsNullOrEmpty(user.DisplayName) ? null : user.DisplayName, isPersonal: true)
            .Value("profile_image_url", user.ProfileImageUrl, isPersonal: true)
            .Metadata("client_metadata", user.ClientMetadata)
            .Metadata("client_read_only_metadata", user.ClientReadOnlyMetadata)
            .Metadata("server_metadata", user.ServerMetadata);
        Email(view, user.PrimaryEmail);
        SignIn(view, user);
        Teams(view, user);
        Activity(view, user);
        Restricted(view, user);
        return view;
    }

    private void Email(View view, PrimaryEmail? email) => WhereStored(view, "primary_email", UserParts.PrimaryEmail, v => v
        .Value("primary_email", email?.Value, isPersonal: true)
        .Value("primary_email_verified", email?.IsVerified ?? false)
        .Value("primary_email_auth_enabled", email?.IsUsedForAuth ?? false));

    private void SignIn(View view, StoredUser user)
    {
        var accounts = new ItemSet("provider account", AccountKey) { HasPersonalKeys = true };
        foreach (var account in user.OAuthAccounts)
        {
            accounts.Add(
                $"{account.ProviderId}\n{account.AccountId}",
                new View()
                    .Value("id", account.ProviderId)
                    .Value("account_id", account.AccountId, isPersonal: true)
                    .Value("email", account.Email, isPersonal: true));
        }

        void Method(string member, IEnumerable<string> needed, AuthMethods methods) =>
            WhereStored(view, member, needed, v => v.Value(member, (user.AuthMethods & methods) != 0));
        Method("has_password", UserParts.Password, AuthMethods.Password);
        Method("otp_auth_enabled", UserParts.Otp, AuthMethods.Otp);
        Method("passkey_auth_enabled", UserParts.Passkey, AuthMethods.Passkey);
        Method("auth_with_email", UserParts.Password.Concat(UserParts.Otp), AuthMethods.Password | AuthMethods.Otp);
        WhereStored(view, "oauth_providers", UserParts.OAuthAccounts, v => v.Set("oauth_providers", accounts));
    }

    private void Teams(View view, StoredUser user)
    {
        // A selected membership of a team that does not exist is USR004's finding; what the platform then answers is no rule.
        var selected = user.Memberships.FirstOrDefault(membership => membership.IsSelected);
        if (selected is { Team: null })
            view.Skip("selected_team", "the selected team does not exist (see USR004)");
        else
            WhereStored(view, "selected_team", UserParts.Memberships, v => v
                .Value("selected_team_id", selected?.TeamId.ToString())
                .Nested("selected_team", selected is null ? null : TeamView.Of(selected.Team!)));
    }

    private void Activity(View view, StoredUser user)
    {
        view.Milliseconds("signed_up_at_millis", user.SignedUpAt);
        WhereStored(view, "requires_totp_mfa", UserParts.TotpMfa, v => v.Value("requires_totp_mfa", user.RequiresTotpMfa));
        WhereStored(view, "is_anonymous", UserParts.Anonymous, v => v.Value("is_anonymous", user.IsAnonymous));
        WhereStored(view, "country_code", UserParts.Country, v => v.Value("country_code", user.CountryCode, isPersonal: true));
        WhereStored(view, "last_active_at_millis", UserParts.LastActive, v => v.Milliseconds("last_active_at_millis", user.LastActiveAt ?? default));
        WhereStored(
            view,
            "risk_scores",
            UserParts.RiskScores,
            v => v.Nested("risk_scores", new View().Nested("sign_up", new View()
                .Value("bot", user.RiskScoreBot)
                .Value("free_trial_abuse", user.RiskScoreFreeTrialAbuse))));
    }

    private void Restricted(View view, StoredUser user)
    {
        WhereStored(
            view,
            "restricted_by_admin",
            UserParts.AdminRestriction,
            v => v
                .Value("restricted_by_admin", user.RestrictedByAdmin)
                .Value("restricted_by_admin_reason", user.RestrictedByAdminReason, isPersonal: true)
                .Value("restricted_by_admin_private_details", user.RestrictedByAdminPrivateDetails, isPersonal: true));
        if (config is null)
        {
            view.Skip("is_restricted", "the project's config is not served (see PRJ004)");
            return;
        }

        var needed = UserParts.Anonymous.Concat(UserParts.RestrictedByAdmin).Concat(config.RequiresVerifiedEmail ? UserParts.PrimaryEmail : []);
        WhereStored(view, "is_restricted", needed, v =>
        {
            var reason = Restriction.ReasonOf(user, config.RequiresVerifiedEmail);
            v.Value("is_restricted", reason is not null)
                .Nested("restricted_reason", reason is null ? null : new View().Value("type", reason));
        });
    }

    private void WhereStored(View view, string member, IEnumerable<string> needed, Action<View> add)
    {
        if (schema.WhyMissing(needed) is { } reason) view.Skip(member, reason);
        else add(view);
    }

    private static string? AccountKey(System.Text.Json.JsonElement item) =>
        item.Text("id") is { } provider && item.Text("account_id") is { } account ? $"{provider}\n{account}" : null;
}
