namespace SampleDeployment.Damages;

/// <summary>The damages by their numbers in stack-auth/script.md; numbers from 22 are our own.</summary>
internal static class DamageCatalogue
{
    private const string OfUser = """WHERE "tenancyId" = (SELECT id FROM "Tenancy" WHERE "projectId" = $1) AND "projectUserId" = $3""";

    internal const string Tenancy = """(SELECT id FROM "Tenancy" WHERE "projectId" = $1)""";

    private const string Config = """UPDATE "EnvironmentConfigOverride" SET config""";

    // A statement takes all four parameters; this one mentions those that the rest does not.
    internal const string Unused = "($1::text, $2::text, $3::uuid, $4::uuid) IS NOT NULL";

    public static IReadOnlyList<Damage> All { get; } = [.. Everything().OrderBy(damage => damage.Number)];

    private static IEnumerable<Damage> Everything() =>
    [
        new(1, "a granted project permission is not defined any more",
            $"""{Config} = config #- ARRAY['rbac.permissions', 'reader'] WHERE "projectId" = $1 AND {Unused} RETURNING 'permission:reader'"""),
        new(2, "a granted team permission is not defined any more",
            $"""{Config} = config #- ARRAY['rbac.permissions', 'billing'] WHERE "projectId" = $1 AND {Unused} RETURNING 'permission:billing'"""),
        new(3, "a user is granted a permission that is not defined",
            $"""
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
            SELECT $4, {Tenancy}, $3, 'undefined', now() WHERE {Unused} RETURNING 'user:' || "projectUserId"
            """),
        new(4, "the client metadata is a string",
            $"""UPDATE "ProjectUser" SET "clientMetadata" = '"a string"' {OfUser} AND {Unused} RETURNING 'user:' || "projectUserId" """),
        new(5, "the profile image is no URL",
            $"""UPDATE "ProjectUser" SET "profileImageUrl" = 'no url' {OfUser} AND {Unused} RETURNING 'user:' || "projectUserId" """),
        new(6, "the primary e-mail is no e-mail address",
            $"""
            UPDATE "ContactChannel" SET value = 'no e-mail' {OfUser} AND "isPrimary" = 'TRUE' AND {Unused}
            RETURNING 'user:' || "projectUserId"
            """),
        new(7, "a membership is in a team that does not exist", Member("$3", "$4", "NULL", "'user:' || \"projectUserId\"")),
        new(8, "the selected membership is in a team that does not exist",
            $"""
            UPDATE "TeamMember" SET "teamId" = $4 {OfUser} AND "isSelected" = 'TRUE' AND {Unused} RETURNING 'user:' || "projectUserId"
            """),
        new(9, "a membership is of a user that does not exist",
            Member("$4", $"""(SELECT "teamId" FROM "Team" WHERE "tenancyId" = {Tenancy} ORDER BY "teamId" LIMIT 1)""", "NULL", "'user:' || \"projectUserId\"")),
        new(10, "a user has lost the contact channels",
            $"""
            WITH lost AS (DELETE FROM "ContactChannel" {OfUser} AND "isPrimary" = 'TRUE' AND {Unused} RETURNING "projectUserId")
            SELECT 'user:' || "projectUserId" FROM lost
            """),
        new(11, "a user's mirrored project is another one",
            $"""UPDATE "ProjectUser" SET "mirroredProjectId" = $2 {OfUser} AND {Unused} RETURNING 'user:' || "projectUserId" """),
        .. PaymentDamages.All,
        new(18, "a config value is of the wrong type",
            $$"""{{Config}} = config || '{"domains.allowLocalhost": "perhaps"}' WHERE "projectId" = $1 AND {{Unused}} RETURNING 'config:domains.allowLocalhost'"""),
        new(19, "a definition contains a permission that is not defined",
            $$"""
            {{Config}} = jsonb_set(config, ARRAY['rbac.permissions', 'editor', 'containedPermissionIds', 'undefined'], 'true')
            WHERE "projectId" = $1 AND {{Unused}} RETURNING 'permission:editor'
            """),
        new(20, "the project has no tenancy", $"""DELETE FROM "Tenancy" WHERE "projectId" = $1 AND {Unused} RETURNING 'project:' || "projectId" """),
    ];

    private static string Member(string user, string team, string selected, string subject) =>
        $"""
        INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "isSelected", "updatedAt")
        SELECT {Tenancy}, {user}, {team}, {selected}, now() WHERE {Unused} RETURNING {subject}
        """;
}
