using System.Text.Json.Nodes;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Config;

/// <summary>Renders the override layers of a project: later layers win, dotted keys reach into objects, defaults fill the gaps.</summary>
internal static class ConfigLayers
{
    public static JsonObject Render(params ReadOnlySpan<string?> layers)
    {
        var config = new JsonObject();
        foreach (var layer in layers)
        {
            if (layer is not null && JsonNode.Parse(layer, documentOptions: JsonDepth.Document) is JsonObject overrides)
            {
                foreach (var (key, value) in overrides)
                    Set(config, key.Split('.'), value?.DeepClone());
            }
        }

        Fill(config, ConfigDefaults.Create());
        FillPayments(config);
        return config;
    }

    // A key that is set replaces all that earlier layers said below it.
    private static void Set(JsonObject config, ReadOnlySpan<string> path, JsonNode? value)
    {
        foreach (var key in path[..^1])
        {
            if (config[key] is not JsonObject inner)
                config[key] = inner = [];
            config = inner;
        }

        config[path[^1]] = value;
    }

    private static void Fill(JsonObject config, JsonObject defaults)
    {
        foreach (var (key, value) in defaults)
        {
            if (!config.TryGetPropertyValue(key, out var present))
                config[key] = value?.DeepClone();
            else if (present is JsonObject inner && value is JsonObject innerDefaults)
                Fill(inner, innerDefaults);
        }
    }

    // What has no name is shown by its id.
    private static void FillPayments(JsonObject config)
    {
        if (config["payments"] is not JsonObject payments) return;

        foreach (var (id, product) in Objects(payments, "products"))
            Fill(product, new JsonObject { ["displayName"] = id, ["isAddOnTo"] = false });
        foreach (var (id, item) in Objects(payments, "items"))
            Fill(item, new JsonObject { ["displayName"] = id });
    }

    private static IEnumerable<(string Id, JsonObject Value)> Objects(JsonObject payments, string name) =>
        payments[name] is JsonObject entries
            ? entries.Where(entry => entry.Value is JsonObject).Select(entry => (entry.Key, (JsonObject)entry.Value!))
            : [];
}

/// <summary>What the platform fills in where no layer says anything.</summary>
internal static class ConfigDefaults
{
    private static readonly string[] Apps =
    [
        "analytics", "api-keys", "authentication", "catalyst", "convex", "data-vault", "email-api", "emails", "launch-checklist",
        "neon", "onboarding", "payments", "rbac", "teams", "tv-mode", "vercel", "webhooks",
    ];

    public static JsonObject Create()
    {
        var config = JsonNode.Parse(
            """
            {
              "rbac": {"permissions": {}, "defaultPermissions": {"teamCreator": {}, "teamMember": {}, "signUp": {}}},
              "apiKeys": {"enabled": {"team": false, "user": false}},
              "teams": {"createPersonalTeamOnSignUp": false, "allowClientTeamCreation": false},
              "users": {"allowClientUserDeletion": false},
              "onboarding": {"requireEmailVerification": false},
              "domains": {"allowLocalhost": false, "trustedDomains": {}},
              "auth": {
                "allowSignUp": true,
                "password": {"allowSignIn": false},
                "otp": {"allowSignIn": false},
                "passkey": {"allowSignIn": false},
                "oauth": {"accountMergeStrategy": "link_method", "providers": {}},
                "signUpRules": {},
                "signUpRulesDefaultAction": "allow"
              },
              "emails": {
                "server": {"isShared": true, "provider": "smtp"},
                "selectedThemeId": "1df07ae6-abf3-4a40-83a5-a1a2cbe336ac",
                "themes": {
                  "1df07ae6-abf3-4a40-83a5-a1a2cbe336ac": {"displayName": "Default Light"},
                  "a0172b5d-cff0-463b-83bb-85124697373a": {"displayName": "Default Dark"},
                  "c7e2d94f-8a1b-4e6d-b3f5-9d0a2e7c1b8f": {"displayName": "Default Colorful"}
                },
                "templates": {
                  "e7d009ce-8d47-4528-b245-5bf119f2ffa3": {"displayName": "Email Verification"},
                  "a70fb3a4-56c1-4e42-af25-49d25603abd0": {"displayName": "Password Reset"},
                  "822687fe-8d0a-4467-a0d1-416b6e639478": {"displayName": "Magic Link/OTP"},
                  "e84de395-2076-4831-9c19-8e9a96a868e4": {"displayName": "Team Invitation"},
                  "066dd73c-36da-4fd0-b6d6-ebf87683f8bc": {"displayName": "Sign In Invitation"},
                  "70372aee-0441-4d80-974c-2e858e40123a": {"displayName": "Payment Receipt"},
                  "f64b1afe-27ec-4a28-a277-7178f3261f9a": {"displayName": "Payment Failed"}
                }
              },
              "payments": {"blockNewPurchases": false, "testMode": true, "items": {}, "products": {}, "productLines": {}},
              "dbSync": {"externalDatabases": {}},
              "dataVault": {"stores": {}},
              "analytics": {"queryFolders": {}},
              "customDashboards": {},
              "sourceOfTruth": {"type": "hosted"},
              "project": {"requirePublishableClientKey": false},
              "apps": {"installed": {}}
            }
            """)!.AsObject();

        foreach (var app in Apps)
            config["apps"]!["installed"]![app] = new JsonObject { ["enabled"] = false };
        // The sources of the platform's own mails are long and nothing depends on them.
        foreach (var kind in new[] { "themes", "templates" })
        {
            foreach (var (_, mail) in config["emails"]![kind]!.AsObject())
                mail!["tsxSource"] = "export {};";
        }

        return config;
    }
}
