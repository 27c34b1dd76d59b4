using System.Text.Json;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Teams;

namespace SampleDeployment.Api.Users;

/// <summary>A user as the API shows one, alone and in lists.</summary>
internal static class UserView
{
    private static readonly Shape<UserRow> SignUpRisk = new(
        ("bot", (writer, user) => writer.WriteNumberValue(user.BotRisk)),
        ("free_trial_abuse", (writer, user) => writer.WriteNumberValue(user.FreeTrialAbuseRisk)));

    private static readonly Shape<UserRow> Risk = new(("sign_up", SignUpRisk.Write));

    private static readonly Shape<string> Reason = new(("type", (writer, type) => writer.WriteStringValue(type)));

    private static readonly Shape<(string Provider, string Account, string? Email)> OAuthProvider = new(
        ("id", (writer, account) => writer.WriteStringValue(account.Provider)),
        ("account_id", (writer, account) => writer.WriteStringValue(account.Account)),
        ("email", (writer, account) => writer.WriteStringValue(account.Email)));

    public static Shape<UserRow> Shape { get; } = new(
        ("id", (writer, user) => writer.WriteStringValue(user.Id)),
        ("display_name", (writer, user) => writer.WriteStringValue(user.DisplayName)),
        ("primary_email", (writer, user) => writer.WriteStringValue(Validation.Email(user.Email))),
        ("primary_email_verified", (writer, user) => writer.WriteBooleanValue(user.EmailVerified)),
        ("primary_email_auth_enabled", (writer, user) => writer.WriteBooleanValue(user.EmailUsedForAuth)),
        ("profile_image_url", (writer, user) => writer.WriteStringValue(Validation.Url(user.ProfileImageUrl))),
        ("signed_up_at_millis", (writer, user) => writer.WriteMillis(user.SignedUpAt)),
        ("last_active_at_millis", (writer, user) => writer.WriteMillis(user.LastActiveAt)),
        ("client_metadata", (writer, user) => StoredJson.Write(writer, user.ClientMetadata)),
        ("client_read_only_metadata", (writer, user) => StoredJson.Write(writer, user.ClientReadOnlyMetadata)),
        ("server_metadata", (writer, user) => StoredJson.Write(writer, user.ServerMetadata)),
        ("has_password", (writer, user) => writer.WriteBooleanValue(user.HasPassword)),
        ("otp_auth_enabled", (writer, user) => writer.WriteBooleanValue(user.HasOtp)),
        ("auth_with_email", (writer, user) => writer.WriteBooleanValue(user.HasPassword || user.HasOtp)),
        ("requires_totp_mfa", (writer, user) => writer.WriteBooleanValue(user.RequiresTotpMfa)),
        ("passkey_auth_enabled", (writer, user) => writer.WriteBooleanValue(user.HasPasskey)),
        ("oauth_providers", (writer, user) => writer.WriteArray(Accounts(user), OAuthProvider.Write)),
        ("selected_team_id", (writer, user) => writer.WriteId(user.SelectedTeam?.Id)),
        ("selected_team", (writer, user) => WriteOrNull(writer, user.SelectedTeam, TeamView.Shape)),
        ("is_anonymous", (writer, user) => writer.WriteBooleanValue(user.IsAnonymous)),
        ("is_restricted", (writer, user) => writer.WriteBooleanValue(user.RestrictedReason is not null)),
        ("restricted_reason", (writer, user) => WriteOrNull(writer, user.RestrictedReason, Reason)),
        ("restricted_by_admin", (writer, user) => writer.WriteBooleanValue(user.RestrictedByAdmin)),
        ("restricted_by_admin_reason", (writer, user) => writer.WriteStringValue(user.RestrictedByAdminReason)),
        ("restricted_by_admin_private_details", (writer, user) => writer.WriteStringValue(user.RestrictedByAdminPrivateDetails)),
        ("country_code", (writer, user) => writer.WriteStringValue(user.CountryCode)),
        ("risk_scores", Risk.Write));

    private static IEnumerable<(string Provider, string Account, string? Email)> Accounts(UserRow user) =>
        user.OAuthProviders.Length == 0 ? [] : user.OAuthProviders.Zip(user.OAuthAccounts, user.OAuthEmails);

    private static void WriteOrNull<T>(Utf8JsonWriter writer, T? value, Shape<T> shape)
        where T : class
    {
        if (value is null)
            writer.WriteNullValue();
        else
            shape.Write(writer, value);
    }
}
