using System.Text.Json;
using System.Text.Json.Nodes;
using SampleDeployment.Api.Config;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Projects;

/// <summary>The current project as the API shows it.</summary>
internal static class ProjectView
{
    private static readonly Shape<string> Id = new(("id", (writer, id) => writer.WriteStringValue(id)));

    private static readonly Shape<string> SharedProvider = new(
        ("id", (writer, id) => writer.WriteStringValue(id)),
        ("type", (writer, _) => writer.WriteStringValue("shared")),
        ("provider_config_id", (writer, id) => writer.WriteStringValue(id)));

    private static readonly Shape<ProjectConfig> EmailServer = new(
        ("type", (writer, config) => writer.WriteStringValue(config.Boolean("emails.server.isShared") ? "shared" : "standard")));

    private static readonly Shape<JsonNode?> Domain = new(
        ("domain", (writer, domain) => writer.WriteStringValue((string?)domain?["baseUrl"])),
        ("handler_path", (writer, domain) => writer.WriteStringValue((string?)domain?["handlerPath"])));

    private static readonly Shape<ProjectConfig> Config = new(
        ("allow_localhost", Flag("domains.allowLocalhost")),
        ("client_team_creation_enabled", Flag("teams.allowClientTeamCreation")),
        ("client_user_deletion_enabled", Flag("users.allowClientUserDeletion")),
        ("sign_up_enabled", Flag("auth.allowSignUp")),
        ("oauth_account_merge_strategy", (writer, config) => writer.WriteStringValue(config.String("auth.oauth.accountMergeStrategy"))),
        ("create_team_on_sign_up", Flag("teams.createPersonalTeamOnSignUp")),
        ("credential_enabled", Flag("auth.password.allowSignIn")),
        ("magic_link_enabled", Flag("auth.otp.allowSignIn")),
        ("passkey_enabled", Flag("auth.passkey.allowSignIn")),
        ("oauth_providers", (writer, config) => writer.WriteArray(Providers(config), SharedProvider.Write)),
        ("enabled_oauth_providers", (writer, config) => writer.WriteArray(Providers(config), Id.Write)),
        ("domains", (writer, config) =>
            writer.WriteArray(config.Entries("domains.trustedDomains").Select(entry => entry.Value), Domain.Write)),
        ("email_config", EmailServer.Write),
        ("email_theme", (writer, config) => writer.WriteStringValue(config.String("emails.selectedThemeId"))),
        ("team_creator_default_permissions", Keys("rbac.defaultPermissions.teamCreator")),
        ("team_member_default_permissions", Keys("rbac.defaultPermissions.teamMember")),
        ("user_default_permissions", Keys("rbac.defaultPermissions.signUp")),
        ("allow_user_api_keys", Flag("apiKeys.enabled.user")),
        ("allow_team_api_keys", Flag("apiKeys.enabled.team")));

    public static Shape<ProjectRow> Shape { get; } = new(
        ("id", (writer, row) => writer.WriteStringValue(row.Id)),
        ("display_name", (writer, row) => writer.WriteStringValue(row.DisplayName)),
        ("description", (writer, row) => writer.WriteStringValue(row.Description)),
        ("logo_url", (writer, row) => writer.WriteStringValue(Validation.Url(row.LogoUrl))),
        ("logo_full_url", (writer, row) => writer.WriteStringValue(Validation.Url(row.LogoFullUrl))),
        ("logo_dark_mode_url", (writer, row) => writer.WriteStringValue(Validation.Url(row.LogoDarkModeUrl))),
        ("logo_full_dark_mode_url", (writer, row) => writer.WriteStringValue(Validation.Url(row.LogoFullDarkModeUrl))),
        ("created_at_millis", (writer, row) => writer.WriteMillis(row.CreatedAt)),
        ("is_production_mode", (writer, row) => writer.WriteBooleanValue(row.IsProductionMode)),
        ("owner_team_id", (writer, row) => writer.WriteId(row.OwnerTeamId)),
        ("onboarding_status", (writer, row) => writer.WriteStringValue(row.OnboardingStatus)),
        ("config", (writer, row) => Config.Write(writer, row.Config)));

    private static Action<Utf8JsonWriter, ProjectConfig> Flag(string path) =>
        (writer, config) => writer.WriteBooleanValue(config.Boolean(path));

    private static Action<Utf8JsonWriter, ProjectConfig> Keys(string path) =>
        (writer, config) => writer.WriteArray(
            config.Entries(path).Where(entry => IsTrue(entry.Value)).Select(entry => entry.Key), Id.Write);

    private static IEnumerable<string> Providers(ProjectConfig config) =>
        config.Entries("auth.oauth.providers").Where(entry => IsTrue(entry.Value?["allowSignIn"])).Select(entry => entry.Key);

    private static bool IsTrue(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;
}

internal sealed record ProjectRow(
    string Id,
    string DisplayName,
    string Description,
    string? LogoUrl,
    string? LogoFullUrl,
    string? LogoDarkModeUrl,
    string? LogoFullDarkModeUrl,
    DateTime CreatedAt,
    bool IsProductionMode,
    Guid? OwnerTeamId,
    string OnboardingStatus,
    ProjectConfig Config);
