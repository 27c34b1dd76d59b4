namespace SampleDeployment.Damages;

/// <summary>The damages by their numbers in docs/platform.md, The damage table; numbers from 22 are our own.</summary>
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
            $"""
            {Config} = config #- ARRAY['rbac.permissions', 'reader']
            WHERE "projectId" = $1 AND {Unused} RETURNING 'permission:reader'
            """),
        new(2, "a granted team permission is not defined any more",
            $"""
            {Config} = config #- ARRAY['rbac.permissions', 'billing']
            WHERE "projectId" = $1 AND {Unused} RETURNING 'permission:billing'
            """),
        new(3, "a user is granted a permission that is not defined",
            $"""
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
            SELECT $4, {Tenancy}, $3, 'undefined', now() WHERE {Unused} RETURNING 'user:' || "projectUserId"
            """),
        new(4, "the client metadata is a string",
            $"""UPDATE "ProjectUser" SET "clientMetadata" = '"a string"' {OfUser} AND {Unused} RETURNING 'user:' || "projectUserId" """),
        new(5, "the profile image is not a URL",
            $"""UPDATE "ProjectUser" SET "profileImageUrl" = 'no url' {OfUser} AND {Unused} RETURNING 'user:' || "projectUserId" """),
        new(6, "the primary e-mail is not an e-mail address",
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
            Member(
                "$4",
                $"""(SELECT "teamId" FROM "Team" WHERE "tenancyId" = {Tenancy} ORDER BY "teamId" LIMIT 1)""",
                "NULL",
                "'user:' || \"projectUserId\"")),
        new(10, "a user has lost the contact channels",
            $"""
            WITH lost AS (DELETE FROM "ContactChannel" {OfUser} AND "isPrimary" = 'TRUE' AND {Unused} RETURNING "projectUserId")
            SELECT 'user:' || "projectUserId" FROM lost
            """),
        new(11, "a user's mirrored project is another one",
            $"""UPDATE "ProjectUser" SET "mirroredProjectId" = $2 {OfUser} AND {Unused} RETURNING 'user:' || "projectUserId" """),
        .. PaymentDamages.All,
        new(18, "a config value is of the wrong type",
            $$"""
            {{Config}} = config || '{"domains.allowLocalhost": "perhaps"}'
            WHERE "projectId" = $1 AND {{Unused}} RETURNING 'config:domains.allowLocalhost'
            """),
        new(19, "a definition contains a permission that is not defined",
            $$"""
            {{Config}} = jsonb_set(config, ARRAY['rbac.permissions', 'editor', 'containedPermissionIds', 'undefined'], 'true')
            WHERE "projectId" = $1 AND {{Unused}} RETURNING 'permission:editor'
            """),
        new(20, "the project has no tenancy",
            $"""DELETE FROM "Tenancy" WHERE "projectId" = $1 AND {Unused} RETURNING 'project:' || "projectId" """),
    ];

    private static string Member(string user, string team, string selected, string subject) =>
        $"""
        INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "isSelected", "updatedAt")
        SELECT {Tenancy}, {user}, {team}, {selected}, now() WHERE {Unused} RETURNING {subject}
        """;
}

/// <summary>The damages that concern payments, and two states that only look like damage.</summary>
internal static class PaymentDamages
{
    // All are of one moment, before the sample's own.
    private const string Time = "timestamp '2026-06-20 08:00:00'";

    private const string Plus =
        """(SELECT config #> ARRAY['payments.products', 'user-plus'] FROM "EnvironmentConfigOverride" WHERE "projectId" = $1)""";

    public static IEnumerable<Damage> All { get; } =
    [
        new(12, "an item quantity change of 1000 too many", Change("USER", 1000)),
        new(13, "an item quantity change is of the wrong type of customer", Change("TEAM", 3)),
        new(14, "a subscription is to a product that is not in the config", Subscription("$3::text", "'undefined'", Plus, "active")),
        new(15, "the product snapshot of a subscription is {}", Subscription("$3::text", "'user-plus'", "'{}'::jsonb", "active")),
        new(16, "a subscription is of a user that does not exist", Subscription("$4::text", "'user-plus'", Plus, "active")),
        new(17, "a canceled subscription in a line with a default product",
            Subscription("$3::text", "'user-plus'", Plus, "canceled"))
        {
            IsValid = true,
            NewestSql =
                $"""
                UPDATE "Subscription" SET "canceledAt" = {Time}, "endedAt" = {Time} + interval '1 day' WHERE id = $4
                AND {DamageCatalogue.Unused}
                """,
        },
        new(21, "450 item changes older than every subscription: more pages of transactions, which repeat",
            $"""
            WITH added AS (
                INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
                SELECT md5($4::text || n)::uuid, {DamageCatalogue.Tenancy}, $3::text, 'USER', 'user_credits', 1,
                       timestamp '2022-01-01' + n * interval '1 minute'
                FROM generate_series(1, 450) n WHERE {DamageCatalogue.Unused} RETURNING "customerId")
            SELECT DISTINCT 'user:' || "customerId" FROM added
            """) { IsValid = true },
        new(22, "two default products are in one product line",
            $$"""
            UPDATE "EnvironmentConfigOverride" SET config = jsonb_set(config, ARRAY['payments.products', 'user-second'],
                config #> ARRAY['payments.products', 'user-free'])
            WHERE "projectId" = $1 AND {{DamageCatalogue.Unused}} RETURNING 'config:payments.products.user-second'
            """) { OfReferenceOnly = true },
    ];

    private static string Change(string type, int quantity) =>
        $"""
        INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
        SELECT $4, {DamageCatalogue.Tenancy}, $3::text, '{type}', 'user_credits', {quantity}, {Time} WHERE {DamageCatalogue.Unused}
        RETURNING 'user:' || "customerId"
        """;

    private static string Subscription(string customer, string product, string snapshot, string status) =>
        $"""
        INSERT INTO "Subscription" (id, "tenancyId", "customerId", "customerType", "productId", product, quantity, status,
            "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource")
        SELECT $4, {DamageCatalogue.Tenancy}, {customer}, 'USER', {product}, {snapshot}, 1, '{status}',
            {Time}, {Time} + interval '30 days', false, {Time}, {Time}, 'API_GRANT' WHERE {DamageCatalogue.Unused}
        RETURNING 'user:' || "customerId"
        """;
}
