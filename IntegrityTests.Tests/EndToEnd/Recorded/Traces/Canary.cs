namespace IntegrityTests.Tests.EndToEnd.Recorded.Traces;

/// <summary>Values that would be seen if an output had them.</summary>
internal static class Canary
{
    public const string Text = "c4n4ry";

    /// <summary>The personal field of a user that differs.</summary>
    public const string Name = $"{Text} name";

    /// <summary>What no output may have whatever is asked for.</summary>
    public static readonly string[] Secrets = [$"{Text}_hash", $"{Text}_key", $"{Text}_token", $"{Text}_code"];

    /// <summary>Plants them into a project, where checks find something wrong with each.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="project">The id of <see cref="Granting"/> or of a copy.</param>
    /// <param name="tenancy">The project's tenancy.</param>
    public static Task PlantAsync(RecordedDeployment deployment, string project, string tenancy) => deployment.DamageAsync($"""
        DROP INDEX "ApiKeySet_secretServerKey_key", "ProjectUserRefreshToken_refreshToken_key",
            "VerificationCode_projectId_branchId_code_key";
        UPDATE "ProjectUser" SET "displayName" = '{Name}', "profileImageUrl" = '{Text} image', "clientMetadata" = '"{Text} metadata"'
        WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{Granting.PlainUser}';
        UPDATE "ContactChannel" SET value = '{Text} e-mail' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{Granting.PlainUser}';
        UPDATE "PasswordAuthMethod" SET "passwordHash" = '{Text}_hash' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" IN
            (SELECT "projectUserId" FROM "PasswordAuthMethod" WHERE "tenancyId" = '{tenancy}' LIMIT 1);
        INSERT INTO "ApiKeySet" ("projectId", id, description, "expiresAt", "updatedAt", "secretServerKey")
        SELECT '{project}', gen_random_uuid(), '{Text} description', '2099-01-01', now(), '{Text}_key' FROM generate_series(1, 2);
        INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
        SELECT '{tenancy}', gen_random_uuid(), '{Granting.PlainUser}', '{Text}_token', now() FROM generate_series(1, 2);
        INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "expiresAt", data, "updatedAt")
        SELECT '{project}', 'main', gen_random_uuid(), 'ONE_TIME_PASSWORD', '{Text}_code', now(), '"{Text} data"', now()
        FROM generate_series(1, 2)
        """);
}
