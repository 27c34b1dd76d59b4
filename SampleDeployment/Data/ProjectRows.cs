using System.Text.Json.Nodes;
using Npgsql;
using SampleDeployment.Data.Payments;

namespace SampleDeployment.Data;

/// <summary>Writes the rows of projects, their tenancies and their configuration.</summary>
internal sealed class ProjectRows(DeploymentTables tables, Platform platform, string adminKey, string externalDatabase)
{
    private static readonly DateTime Epoch = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Some products were sold before and are not in the config any more.
    private static readonly DateTime ProductsRemoved = new(2026, 6, 15, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Guid OwnerTeam = Seeded.Id(0, "team", 1);

    public void Add(ProjectPlan plan)
    {
        var created = Epoch.AddMinutes(plan.Number);
        // Not the order of the ids, so that "recent first" means something.
        var updated = Epoch.AddDays(plan.Number * 7 % 11).AddMinutes(plan.Number);

        tables.Projects.Add(plan.Id, created, updated, plan.Name, plan.Description, plan.Number % 2 == 1, "{}", OwnerTeam,
            plan.StripeAccount, OnboardingStatus(plan));
        tables.Tenancies.Add(plan.TenancyId, created, created, plan.Id, "main", "TRUE");
        tables.EnvironmentConfigs.Add(
            plan.Id, "main", created, plan.HasPayments ? ProductsRemoved : updated, Environment(plan).ToJsonString());
        if (plan.RequiresVerifiedEmail)
            tables.BranchConfigs.Add(plan.Id, "main", created, updated, """{"onboarding.requireEmailVerification": true}""");
        AddKeys(plan, created);
        AddConversation(plan, created);
        if (plan.Description.Contains("Neon", StringComparison.Ordinal))
            tables.Provisioned.Add(plan.Id, created, created, "neon-local");
        tables.Codes.Add(
            plan.Id, "main", Seeded.Id(plan.Number, "code", 1), created, created, "ONE_TIME_PASSWORD",
            Seeded.Secret(plan.Number, "code text", 1), created.AddHours(1), created.AddMinutes(1),
            "https://example.com/handler", "{}", """{"email": "somebody@example.com"}""", 1);
    }

    public void AddMigrations()
    {
        foreach (var (index, name) in Schema.Migrations(platform).Index())
            tables.Migrations.Add($"{Seeded.Id(0, "migration", index + 1)}", Epoch.AddSeconds(-1000 + index), name);
    }

    /// <summary>What is talked over with the assistant of the dashboard.</summary>
    private void AddConversation(ProjectPlan plan, DateTime created)
    {
        if (!platform.HasEngine || plan.Id != ProjectPlan.InternalId) return;

        var conversation = Seeded.Id(plan.Number, "conversation", 1);
        tables.Conversations.Add(conversation, plan.UserId(1), plan.Id, "How do I add a team?", created, created);
        tables.Messages.Add(
            Seeded.Id(plan.Number, "message", 1), conversation, 0, "user", """{"text": "How do I add a team?"}""", created);
    }

    // A project without users has just been made.
    private string OnboardingStatus(ProjectPlan plan) => platform.HasEngine && plan.Users == 0 ? "welcome" : "completed";

    // All but the platform's own admin key are of no use here, but a deployment has them.
    private void AddKeys(ProjectPlan plan, DateTime created)
    {
        var isInternal = plan.Id == ProjectPlan.InternalId;
        tables.ApiKeySets.Add(
            plan.Id, Seeded.Id(plan.Number, "keys", 0), created, created, isInternal ? "Internal API key set" : "Generated keys",
            Epoch.AddYears(74), $"pck_{Seeded.Id(plan.Number, "client key", 0):N}",
            $"ssk_{Seeded.Id(plan.Number, "server key", 0):N}", isInternal ? adminKey : null);
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
        if (plan.HasPayments)
            Catalogue.AddTo(config);
        return config;
    }
}

/// <summary>The rows about projects; always in the main database.</summary>
internal sealed class DeploymentTables
{
    public CopyTable Projects { get; } = new(
        "Project", "id", "createdAt", "updatedAt", "displayName", "description", "isProductionMode", "projectConfigOverride", "ownerTeamId",
        "stripeAccountId", "onboardingStatus");

    public CopyTable Tenancies { get; } = new(
        "Tenancy", "id", "createdAt", "updatedAt", "projectId", "branchId", "hasNoOrganization");

    public CopyTable BranchConfigs { get; } = new("BranchConfigOverride", "projectId", "branchId", "createdAt", "updatedAt", "config");

    public CopyTable EnvironmentConfigs { get; } = new(
        "EnvironmentConfigOverride", "projectId", "branchId", "createdAt", "updatedAt", "config");

    public CopyTable ApiKeySets { get; } = new(
        "ApiKeySet", "projectId", "id", "createdAt", "updatedAt", "description", "expiresAt", "publishableClientKey", "secretServerKey",
        "superSecretAdminKey");

    public CopyTable Codes { get; } = new(
        "VerificationCode",
        "projectId", "branchId", "id", "createdAt", "updatedAt", "type", "code", "expiresAt", "usedAt", "redirectUrl", "data",
        "method", "attemptCount");

    public CopyTable Provisioned { get; } = new("ProvisionedProject", "projectId", "createdAt", "updatedAt", "clientId");

    public CopyTable Migrations { get; } = new("SchemaMigration", "id", "finishedAt", "migrationName");

    public CopyTable Conversations { get; } = new(
        "AiConversation", "id", "projectUserId", "projectId", "title", "createdAt", "updatedAt");

    public CopyTable Messages { get; } = new("AiMessage", "id", "conversationId", "position", "role", "content", "createdAt");

    public IEnumerable<CopyTable> All =>
    [
        Projects, Tenancies, BranchConfigs, EnvironmentConfigs, ApiKeySets, Codes, Provisioned, Migrations, Conversations, Messages,
    ];

    public async Task SendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var table in All)
            await table.SendAsync(connection, cancel);
    }
}
