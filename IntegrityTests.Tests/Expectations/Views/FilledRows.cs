using IntegrityTests.Tests.Fakes;

namespace IntegrityTests.Tests.Expectations.Views;

/// <summary>A user, their team and their project, with something in every column that an answer shows.</summary>
internal static class FilledRows
{
    public static readonly Guid Ada = Tenant.Numbered(1);
    public static readonly Guid Crew = Tenant.Numbered(10);

    public static async Task AddAsync(StoredRows rows, Tenant tenant)
    {
        await AddAdaAsync(tenant);
        await AddCrewAsync(tenant);
        await rows.AddAsync("Project", new
        {
            id = "p",
            createdAt = "2026-01-01",
            updatedAt = "2026-01-01",
            displayName = "Shop",
            description = "Sells",
            isProductionMode = true,
            logoUrl = "https://a",
            logoFullUrl = "https://b",
            logoDarkModeUrl = "https://c",
            logoFullDarkModeUrl = "https://d",
            ownerTeamId = Crew,
            onboardingStatus = "completed",
            stripeAccountId = "acct_1",
        });
    }

    private static async Task AddAdaAsync(Tenant tenant)
    {
        await tenant.AddUserAsync(Ada, "2026-01-02", new
        {
            displayName = "Ada",
            profileImageUrl = "https://example.com/a.png",
            clientMetadata = new { a = 1 },
            clientReadOnlyMetadata = new { b = 2 },
            serverMetadata = new { c = 3 },
            requiresTotpMfa = true,
            isAnonymous = false,
            lastActiveAt = "2026-01-03",
            restrictedByAdmin = true,
            restrictedByAdminReason = "spam",
            restrictedByAdminPrivateDetails = "seen",
            signUpRiskScoreBot = 3,
            signUpRiskScoreFreeTrialAbuse = 4,
            signUpCountryCode = "DE",
        });
        await tenant.AddAsync("ContactChannel", new
        {
            id = Tenant.Numbered(20),
            projectUserId = Ada,
            type = "EMAIL",
            isPrimary = "TRUE",
            isVerified = true,
            value = "ada@example.com",
            usedForAuth = "TRUE",
        });
        await AddMethodAsync(
            tenant, "PasswordAuthMethod", new { authMethodId = Tenant.Numbered(21), projectUserId = Ada, passwordHash = "x" }, 21);
        await AddMethodAsync(tenant, "OtpAuthMethod", new { authMethodId = Tenant.Numbered(22), projectUserId = Ada }, 22);
        await AddMethodAsync(
            tenant,
            "PasskeyAuthMethod",
            new
            {
                authMethodId = Tenant.Numbered(23),
                projectUserId = Ada,
                credentialId = "c",
                publicKey = "k",
                userHandle = "h",
                credentialDeviceType = "d",
                counter = 0,
            },
            23);
        await tenant.AddAsync("ProjectUserOAuthAccount", new
        {
            id = Tenant.Numbered(24),
            projectUserId = Ada,
            configOAuthProviderId = "github",
            providerAccountId = "42",
            email = "ada@github.example",
        });
    }

    private static async Task AddMethodAsync(Tenant tenant, string table, object columns, int id)
    {
        await tenant.AddAsync("AuthMethod", new { id = Tenant.Numbered(id), projectUserId = Ada });
        await tenant.AddAsync(table, columns);
    }

    private static async Task AddCrewAsync(Tenant tenant)
    {
        await tenant.AddAsync("Team", new
        {
            teamId = Crew,
            displayName = "Crew",
            profileImageUrl = "https://example.com/c.png",
            clientMetadata = new { a = 1 },
            clientReadOnlyMetadata = new { b = 2 },
            serverMetadata = new { c = 3 },
            mirroredProjectId = "p",
            mirroredBranchId = "main",
        });
        await tenant.AddAsync("TeamMember", new { projectUserId = Ada, teamId = Crew, isSelected = "TRUE" });
    }
}
