using System.Text.Json;
using SampleDeployment.Api.Payments.Products;
using SampleDeployment.Data;

namespace SampleDeployment.Faults;

/// <summary>
/// What a deployment that goes on working does to its rows, each as the platform does it. New rows are the newest of their kind, by a
/// second: that is what time would make them, and no clock is asked.
/// </summary>
internal static class MovingRows
{
    // What has a purchase is not deleted: purchases outlive their customers, which a verifier is right to report.
    private const string NeverBought =
        """
        NOT EXISTS (SELECT FROM "Subscription" s WHERE s."tenancyId" = $1 AND s."customerId" = x.id::text)
        AND NOT EXISTS (SELECT FROM "OneTimePurchase" o WHERE o."tenancyId" = $1 AND o."customerId" = x.id::text)
        AND NOT EXISTS (SELECT FROM "ItemQuantityChange" c WHERE c."tenancyId" = $1 AND c."customerId" = x.id::text)
        """;

    private const string NewestPayment =
        """
        (SELECT coalesce(max(newest.time), timestamp '2026-06-01') + interval '1 second' FROM (
            SELECT max("createdAt") AS time FROM "Subscription" WHERE "tenancyId" = $1
            UNION ALL SELECT max("createdAt") FROM "OneTimePurchase" WHERE "tenancyId" = $1
            UNION ALL SELECT max("createdAt") FROM "ItemQuantityChange" WHERE "tenancyId" = $1
            UNION ALL SELECT max("createdAt") FROM "SubscriptionInvoice" WHERE "tenancyId" = $1) newest)
        """;

    // Statements that delete the user that a table "gone" names: sessions have no foreign key, and deletions are noted for the copy of
    // the data for analytics. Keys, channels, memberships and grants follow by foreign keys; purchases and mails stay.
    private const string DeleteGone =
        """
        , channels AS (
            INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "deletedAt")
            SELECT md5($2::text || c.id)::uuid, $1, 'ContactChannel',
                   jsonb_build_object('tenancyId', $1, 'projectUserId', c."projectUserId", 'id', c.id), c."updatedAt"
            FROM "ContactChannel" c JOIN gone ON c."projectUserId" = gone.id WHERE c."tenancyId" = $1),
        users AS (
            INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "deletedAt")
            SELECT $2, $1, 'ProjectUser', jsonb_build_object('tenancyId', $1, 'projectUserId', u."projectUserId"), u."updatedAt"
            FROM "ProjectUser" u JOIN gone ON u."projectUserId" = gone.id WHERE u."tenancyId" = $1),
        tokens AS (DELETE FROM "ProjectUserRefreshToken" t USING gone WHERE t."tenancyId" = $1 AND t."projectUserId" = gone.id)
        DELETE FROM "ProjectUser" u USING gone WHERE u."tenancyId" = $1 AND u."projectUserId" = gone.id
        """;

    /// <summary>The user takes another name.</summary>
    public static Task RenameUserAsync(Movement move) => move.RunAsync(
        """
        UPDATE "ProjectUser" SET "displayName" = $3, "updatedAt" = "updatedAt" + interval '1 second', "shouldUpdateSequenceId" = true
        WHERE "tenancyId" = $1 AND "projectUserId" = $2
        """,
        Guid.Parse(move.Subject), $"Moved {move.Step}");

    /// <summary>The user gets or loses a permission of the project.</summary>
    public static Task ToggleGrantAsync(Movement move) => move.Project.Config.ProjectPermissions is not [var permission, ..]
        ? Task.CompletedTask
        : move.RunAsync(
            """
            WITH gone AS (
                DELETE FROM "ProjectUserDirectPermission" WHERE "tenancyId" = $1 AND "projectUserId" = $2 AND "permissionId" = $4
                RETURNING id)
            INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
            SELECT $3, $1, u."projectUserId", $4, u."updatedAt" FROM "ProjectUser" u
            WHERE u."tenancyId" = $1 AND u."projectUserId" = $2 AND NOT EXISTS (SELECT FROM gone)
            """,
            Guid.Parse(move.Subject), move.NewId("grant"), permission.Id);

    /// <summary>The user joins or leaves the first team, with all grants in it.</summary>
    public static Task ToggleMembershipAsync(Movement move) => move.RunAsync(
        """
        WITH team AS (SELECT "teamId" AS id, "createdAt" AS time FROM "Team" WHERE "tenancyId" = $1 ORDER BY "teamId" LIMIT 1),
        gone AS (
            DELETE FROM "TeamMember" m USING team WHERE m."tenancyId" = $1 AND m."projectUserId" = $2 AND m."teamId" = team.id
            RETURNING m."teamId")
        INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "createdAt", "updatedAt")
        SELECT $1, u."projectUserId", team.id, u."updatedAt", u."updatedAt" FROM team, "ProjectUser" u
        WHERE u."tenancyId" = $1 AND u."projectUserId" = $2 AND NOT EXISTS (SELECT FROM gone)
        """,
        Guid.Parse(move.Subject));

    /// <summary>The team takes another name, and its first member gets or loses a permission in it.</summary>
    public static async Task ChangeTeamAsync(Movement move)
    {
        await move.RunAsync(
            """
            UPDATE "Team" SET "displayName" = $3, "updatedAt" = "updatedAt" + interval '1 second' WHERE "tenancyId" = $1 AND "teamId" = $2
            """,
            Guid.Parse(move.Subject), $"Moved {move.Step}");
        // The platform's own permissions begin with a dollar.
        if (move.Project.Config.TeamPermissions.FirstOrDefault(definition => definition.Id[0] != '$') is { } permission)
        {
            await move.RunAsync(
                """
                WITH member AS (
                    SELECT "projectUserId" AS id, "createdAt" AS time FROM "TeamMember" WHERE "tenancyId" = $1 AND "teamId" = $2
                    ORDER BY "projectUserId" LIMIT 1),
                gone AS (
                    DELETE FROM "TeamMemberDirectPermission" g USING member
                    WHERE g."tenancyId" = $1 AND g."teamId" = $2 AND g."projectUserId" = member.id AND g."permissionId" = $4 RETURNING g.id)
                INSERT INTO "TeamMemberDirectPermission" (
                    id, "tenancyId", "projectUserId", "teamId", "permissionId", "createdAt", "updatedAt")
                SELECT $3, $1, member.id, $2, $4, member.time, member.time FROM member WHERE NOT EXISTS (SELECT FROM gone)
                """,
                Guid.Parse(move.Subject), move.NewId("grant"), permission.Id);
        }
    }

    /// <summary>The customer that a balance is asked for gets some of the item.</summary>
    public static Task GiveItemAsync(Movement move)
    {
        var customer = move.Subject.Split('/');
        return move.RunAsync(
            $"""
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "createdAt")
            SELECT $2, $1, $3::"CustomerType", $4, $5, $6, {NewestPayment}
            """,
            move.NewId("item change"), customer[0].ToUpperInvariant(), customer[1], customer[2], 5 + move.Step);
    }

    /// <summary>A user buys something, and the quantity of the newest item change is set right by one.</summary>
    public static async Task ChangeTransactionsAsync(Movement move)
    {
        await BuyAsync(move);
        await move.RunAsync(
            """
            UPDATE "ItemQuantityChange" SET quantity = quantity + 1 WHERE "tenancyId" = $1 AND id = (
                SELECT id FROM "ItemQuantityChange" WHERE "tenancyId" = $1 ORDER BY "createdAt" DESC, id DESC LIMIT 1)
            """);
    }

    /// <summary>A user buys what is sold once and for dollars, if there is such a product: money moves.</summary>
    public static Task BuyAsync(Movement move) =>
        move.Project.Config.Payments.Products.Select(entry => (entry.Id, entry.Product, Price: OnceForDollars(entry.Product)))
            .FirstOrDefault(entry => entry.Product.CustomerType == "user" && entry.Price is not null) is not { Price: { } price } sold
            ? Task.CompletedTask
            : move.RunAsync(
                $"""
                INSERT INTO "OneTimePurchase" (
                    id, "tenancyId", "customerType", "customerId", "productId", product, quantity, "createdAt", "creationSource", "priceId",
                    "stripePaymentIntentId")
                SELECT $2, $1, 'USER', u."projectUserId", $3, $4::jsonb, 1, {NewestPayment}, 'PURCHASE_PAGE', $5, 'pi_' || $2::text
                FROM "ProjectUser" u WHERE u."tenancyId" = $1 AND NOT u."isAnonymous"
                ORDER BY md5(u."projectUserId"::text || $2::text) LIMIT 1
                """,
                move.NewId("purchase"), sold.Id, sold.Product.Json.GetRawText(), price);

    /// <summary>Somebody signs up by e-mail and password.</summary>
    public static Task AddUserAsync(Movement move) => move.RunAsync(
        """
        WITH newest AS (
            SELECT coalesce(max("signedUpAt"), timestamp '2026-06-01') + interval '1 second' AS time
            FROM "ProjectUser" WHERE "tenancyId" = $1),
        added AS (
            INSERT INTO "ProjectUser" (
                "tenancyId", "projectUserId", "mirroredProjectId", "mirroredBranchId", "createdAt", "updatedAt", "signedUpAt",
                "lastActiveAt", "displayName")
            SELECT $1, $2, $3, $4, time, time, time, time, $5 FROM newest RETURNING "projectUserId", "signedUpAt" AS time),
        channel AS (
            INSERT INTO "ContactChannel" (
                "tenancyId", "projectUserId", id, "createdAt", "updatedAt", type, "isPrimary", "isVerified", "usedForAuth", value)
            SELECT $1, $2, $6, time, time, 'EMAIL', 'TRUE', true, 'TRUE', $7 FROM added),
        method AS (
            INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "createdAt", "updatedAt") SELECT $1, $6, $2, time, time FROM added)
        INSERT INTO "PasswordAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "createdAt", "updatedAt", "passwordHash")
        SELECT $1, $6, $2, time, time, $8 FROM added
        """,
        move.NewId("user"), move.Project.ProjectId, move.Project.Branch, $"New user {move.Step}", move.NewId("sign-in"),
        $"new{move.Step}@moving.example.com", SignInRows.PasswordHash);

    /// <summary>A user that never bought anything is deleted.</summary>
    public static Task DeleteUserAsync(Movement move) => move.RunAsync(
        $"""
        WITH gone AS (
            SELECT x.id FROM (SELECT "projectUserId" AS id FROM "ProjectUser" WHERE "tenancyId" = $1) x
            WHERE {NeverBought} ORDER BY md5(x.id::text || $2::text) LIMIT 1)
        {DeleteGone}
        """,
        move.NewId("deleted row"));

    /// <summary>The user whom the list shows last is deleted, whatever the user bought.</summary>
    public static Task DeleteLastUserAsync(Movement move) => move.RunAsync(
        $"""
        WITH gone AS (
            SELECT "projectUserId" AS id FROM "ProjectUser" WHERE "tenancyId" = $1 ORDER BY "signedUpAt" DESC, "projectUserId" DESC LIMIT 1)
        {DeleteGone}
        """,
        move.NewId("deleted row"));

    /// <summary>A user makes a team, and is in it.</summary>
    public static Task AddTeamAsync(Movement move) => move.RunAsync(
        """
        WITH newest AS (
            SELECT coalesce(max("createdAt"), timestamp '2026-06-01') + interval '1 second' AS time FROM "Team" WHERE "tenancyId" = $1),
        team AS (
            INSERT INTO "Team" ("tenancyId", "teamId", "mirroredProjectId", "mirroredBranchId", "createdAt", "updatedAt", "displayName")
            SELECT $1, $2, $3, $4, time, time, $5 FROM newest RETURNING "createdAt" AS time)
        INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "createdAt", "updatedAt")
        SELECT $1, u."projectUserId", $2, team.time, team.time FROM team, "ProjectUser" u
        WHERE u."tenancyId" = $1 AND NOT u."isAnonymous" ORDER BY md5(u."projectUserId"::text || $2::text) LIMIT 1
        """,
        move.NewId("team"), move.Project.ProjectId, move.Project.Branch, $"New team {move.Step}");

    /// <summary>A team that never bought anything and owns no project is deleted, with its memberships, grants and keys.</summary>
    public static Task DeleteTeamAsync(Movement move) => move.RunAsync(
        $"""
        DELETE FROM "Team" t WHERE t."tenancyId" = $1 AND t."teamId" = (
            SELECT x.id FROM (SELECT "teamId" AS id FROM "Team" WHERE "tenancyId" = $1) x
            WHERE {NeverBought} AND NOT EXISTS (SELECT FROM "Project" p WHERE p."ownerTeamId" = x.id)
            ORDER BY md5(x.id::text || $2::text) LIMIT 1)
        """,
        move.NewId("deleted team"));

    private static string? OnceForDollars(Product product) =>
        product.Member("prices") is { ValueKind: JsonValueKind.Object } prices
            ? prices.EnumerateObject()
                .Where(price => !price.Value.TryGetProperty("interval", out _)
                    && price.Value.TryGetProperty("USD", out var amount)
                    && amount.GetString() != "0")
                .Select(price => price.Name)
                .FirstOrDefault()
            : null;
}
