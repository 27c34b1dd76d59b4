using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Deployment.Config;

/// <summary>What in a rendered config names something that the config does not have, or lacks what its use needs.</summary>
internal static class ConfigReferences
{
    private const string OwnDefault =
        "the platform gives every new project this default, and a config that was pushed later has no such definition";

    private static readonly (string Key, PermissionScope Scope, string OwnDefault, string Consequence)[] Defaults =
    [
        ("teamCreator", PermissionScope.Team, "team_admin", "nobody can create a team"),
        ("teamMember", PermissionScope.Team, "team_member", "nobody can join a team"),
        ("signUp", PermissionScope.Project, "", "nobody can sign up"),
    ];

    /// <summary>The references of a config that lead to nothing.</summary>
    /// <param name="root">The rendered config.</param>
    /// <param name="config">The same, as read.</param>
    public static IEnumerable<BrokenReference> Of(JsonElement root, ProjectConfig config) =>
        [.. OfDefaults(root, config), .. OfProviders(root), .. OfMails(root), .. OfDomains(root)];

    private static IEnumerable<BrokenReference> OfDefaults(JsonElement root, ProjectConfig config) =>
        from role in Defaults
        from permission in Entries(root.Member("rbac").Member("defaultPermissions").Member(role.Key))
        where !config.Defines(permission.Name, role.Scope)
        select new BrokenReference(
            $"rbac.defaultPermissions.{role.Key}.{permission.Name}",
            $"names a permission that is not defined for {(role.Scope == PermissionScope.Team ? "teams" : "the project")}: "
                + role.Consequence,
            IsIgnored: false,
            permission.Name == role.OwnDefault ? OwnDefault : null)
        { Permission = permission.Name };

    // The backend throws when somebody begins to sign in by it.
    private static IEnumerable<BrokenReference> OfProviders(JsonElement root) =>
        from provider in Entries(root.Member("auth").Member("oauth").Member("providers"))
        where provider.Value.Member("isShared") is { ValueKind: JsonValueKind.False }
            && (string.IsNullOrEmpty(provider.Value.Text("clientId")) || string.IsNullOrEmpty(provider.Value.Text("clientSecret")))
        select new BrokenReference(
            $"auth.oauth.providers.{provider.Name}",
            "has credentials of its own and lacks the clientId or the clientSecret: nobody can sign in by it",
            IsIgnored: false);

    // The active theme takes the place of one that does not exist, the platform's own that of an active one.
    private static IEnumerable<BrokenReference> OfMails(JsonElement root)
    {
        var emails = root.Member("emails");
        var themes = Entries(emails.Member("themes")).Select(theme => theme.Name).ToHashSet(StringComparer.Ordinal);
        if (emails.Text("selectedThemeId") is { } selected && !themes.Contains(selected))
            yield return new(
                "emails.selectedThemeId", "names a theme that does not exist: mails have the platform's own theme", IsIgnored: true);
        foreach (var template in Entries(emails.Member("templates")))
        {
            if (template.Value.Text("themeId") is { } theme && !themes.Contains(theme))
                yield return new(
                    $"emails.templates.{template.Name}.themeId",
                    "names a theme that does not exist: its mails have the active theme",
                    IsIgnored: true);
        }
    }

    private static IEnumerable<BrokenReference> OfDomains(JsonElement root) =>
        from domain in Entries(root.Member("domains").Member("trustedDomains"))
        where domain.Value.ValueKind == JsonValueKind.Object && string.IsNullOrEmpty(domain.Value.Text("baseUrl"))
        select new BrokenReference(
            $"domains.trustedDomains.{domain.Name}", "has no baseUrl: nothing is trusted by it", IsIgnored: true);

    private static JsonElement.ObjectEnumerator Entries(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } entries ? entries.EnumerateObject() : default;
}

/// <summary>Something in a config that leads to nothing.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Message">What is wrong and what follows, as the rest of a sentence that begins with the path; it holds no value.</param>
/// <param name="IsIgnored">Whether the platform goes on without it; otherwise something fails for users.</param>
/// <param name="Cause">What of the platform's own leaves it so; null: nothing.</param>
internal sealed record BrokenReference(string Path, string Message, bool IsIgnored, string? Cause = null)
{
    /// <summary>The permission that is named and not defined; null where it is something else.</summary>
    public string? Permission { get; init; }
}
