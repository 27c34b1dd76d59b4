using System.Text.Json.Nodes;

namespace SampleDeployment.Data;

/// <summary>Writes the rows of projects, their tenancies and their configuration.</summary>
internal sealed class ProjectRows(DeploymentTables tables, string adminKey, string externalDatabase)
{
    private static readonly DateTime Epoch = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid OwnerTeam = Seeded.Id(0, "team", 1);

    public void Add(ProjectPlan plan)
    {
        var created = Epoch.AddMinutes(plan.Number);
        // Not the order of the ids, so that "recent first" means something.
        var updated = Epoch.AddDays(plan.Number * 7 % 11).AddMinutes(plan.Number);

        tables.Projects.Add(plan.Id, created, updated, plan.Name, plan.Description, plan.Number % 2 == 1, "{}", OwnerTeam);
        tables.Tenancies.Add(plan.TenancyId, created, created, plan.Id, "main", "TRUE");
        tables.EnvironmentConfigs.Add(plan.Id, "main", created, updated, Environment(plan).ToJsonString());
        if (plan.RequiresVerifiedEmail)
            tables.BranchConfigs.Add(plan.Id, "main", created, updated, """{"onboarding.requireEmailVerification": true}""");
        if (plan.Id == ProjectPlan.InternalId)
            tables.ApiKeySets.Add(plan.Id, Seeded.Id(0, "keys", 0), created, created, "Internal API key set", Epoch.AddYears(74), adminKey);
    }

    private JsonObject Environment(ProjectPlan plan)
    {
        var config = JsonNode.Parse(
            """
            {
              "auth.allowSignUp": true,
              "auth.otp.allowSignIn": true,
              "auth.passkey.allowSignIn": true,
              "auth.password.allowSignIn": true,
              "auth.oauth.providers": {
                "github": {"type": "github", "isShared": true, "allowSignIn": true, "allowConnectedAccounts": true},
                "google": {"type": "google", "isShared": true, "allowSignIn": true, "allowConnectedAccounts": true}
              },
              "domains.allowLocalhost": true,
              "domains.trustedDomains": {},
              "emails.server": {"isShared": true, "provider": "smtp"},
              "apps.installed.emails.enabled": true,
              "apps.installed.authentication.enabled": true,
              "teams.allowClientTeamCreation": true,
              "teams.createPersonalTeamOnSignUp": false,
              "rbac.permissions": {
                "reader": {"scope": "project", "description": "Can read", "containedPermissionIds": {}},
                "editor": {"scope": "project", "description": "Can edit", "containedPermissionIds": {"reader": true}},
                "owner": {"scope": "project", "description": "Can do all", "containedPermissionIds": {"editor": true}},
                "billing": {"scope": "team", "description": "Billing", "containedPermissionIds": {"$read_members": true}},
                "team_admin": {
                  "scope": "team",
                  "description": "Default permission for team admins",
                  "containedPermissionIds": {
                    "$delete_team": true, "$update_team": true, "$read_members": true,
                    "$invite_members": true, "$remove_members": true, "$manage_api_keys": true
                  }
                },
                "team_member": {
                  "scope": "team",
                  "description": "Default permission for team members",
                  "containedPermissionIds": {"$read_members": true, "$invite_members": true}
                }
              },
              "rbac.defaultPermissions.teamMember": {"team_member": true},
              "rbac.defaultPermissions.teamCreator": {"team_admin": true}
            }
            """)!.AsObject();
        if (plan.External)
            config["sourceOfTruth"] = new JsonObject { ["type"] = "postgres", ["connectionString"] = externalDatabase };
        return config;
    }
}
