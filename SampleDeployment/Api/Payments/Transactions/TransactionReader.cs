using Npgsql;
using NpgsqlTypes;
using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments.Transactions;

/// <summary>Merges the four sources of a tenancy, newest first.</summary>
internal static class TransactionReader
{
    // Ids first: turning all snapshots into text before throwing most of them away would take most of the time.
    private static readonly string Sql =
        $"""
        WITH page AS (
            ({Source(TransactionSource.Subscription, "Subscription")})
            UNION ALL
            ({Source(TransactionSource.ItemChange, "ItemQuantityChange")})
            UNION ALL
            ({Source(TransactionSource.OneTimePurchase, "OneTimePurchase")})
            UNION ALL
            ({Source(TransactionSource.Renewal, "SubscriptionInvoice", """AND NOT s."isSubscriptionCreationInvoice" """)})
            ORDER BY "createdAt" DESC, id DESC LIMIT $6)
        SELECT p.source, p.id, (extract(epoch FROM p."createdAt") * 1000)::bigint,
               coalesce(b."customerType", r."customerType", o."customerType", c."customerType")::text,
               coalesce(b."customerId", r."customerId", o."customerId", c."customerId"),
               coalesce(b.quantity, r.quantity, o.quantity, c.quantity), c."itemId",
               coalesce(b."productId", r."productId", o."productId"), coalesce(b.product, r.product, o.product)::text,
               coalesce(b."priceId", r."priceId", o."priceId"),
               coalesce(b."creationSource", r."creationSource", o."creationSource") IS NOT DISTINCT FROM 'TEST_MODE',
               coalesce(b."refundedAt", o."refundedAt") IS NOT NULL
        FROM page p
        LEFT JOIN "Subscription" b ON p.source = 0 AND b."tenancyId" = $1 AND b.id = p.id
        LEFT JOIN "SubscriptionInvoice" i ON p.source = 3 AND i."tenancyId" = $1 AND i.id = p.id
        LEFT JOIN "Subscription" r ON r."tenancyId" = $1 AND r."stripeSubscriptionId" = i."stripeSubscriptionId"
        LEFT JOIN "OneTimePurchase" o ON p.source = 2 AND o."tenancyId" = $1 AND o.id = p.id
        LEFT JOIN "ItemQuantityChange" c ON p.source = 1 AND c."tenancyId" = $1 AND c.id = p.id
        ORDER BY p."createdAt" DESC, p.id DESC
        """;

    private static readonly Guid?[] Newest = new Guid?[4];

    /// <summary>A page as the platform makes one.</summary>
    /// <param name="database">Where the tenancy's rows are.</param>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="after">For each source the row after which to begin; null for its newest one.</param>
    /// <param name="limit">How many to read at most.</param>
    /// <param name="cancel">Cancels it.</param>
    public static Task<List<TransactionRow>> AfterAsync(
        NpgsqlDataSource database, Guid tenancy, IReadOnlyList<Guid?> after, int limit, CancellationToken cancel) =>
        ReadAsync(database, tenancy, after, null, limit, cancel);

    /// <summary>Everything from one transaction on, or from the newest.</summary>
    public static Task<List<TransactionRow>> FromAsync(
        NpgsqlDataSource database, Guid tenancy, (long CreatedAt, Guid Id)? from, int limit, CancellationToken cancel) =>
        ReadAsync(database, tenancy, Newest, from, limit, cancel);

    private static async Task<List<TransactionRow>> ReadAsync(
        NpgsqlDataSource database,
        Guid tenancy,
        IReadOnlyList<Guid?> after,
        (long CreatedAt, Guid Id)? from,
        int limit,
        CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenancy });
        foreach (var id in after)
            command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new() { Value = (object?)from?.CreatedAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)from?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });

        var rows = new List<TransactionRow>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            rows.Add(Read(reader));
        return rows;
    }

    private static TransactionRow Read(NpgsqlDataReader reader)
    {
        return new()
        {
            Source = (TransactionSource)reader.GetInt32(0),
            Id = reader.GetGuid(1),
            CreatedAt = reader.GetInt64(2),
            CustomerType = reader.GetString(3).ToLowerInvariant(),
            CustomerId = reader.GetString(4),
            Quantity = reader.GetInt32(5),
            ItemId = Text(6),
            ProductId = Text(7),
            Product = Text(8) is { } product ? Product.Parse(product) : null,
            PriceId = Text(9),
            IsTestMode = reader.GetBoolean(10),
            IsRefunded = reader.GetBoolean(11),
        };

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static string Source(TransactionSource source, string table, string condition = "")
    {
        var cursor = $"${(int)source + 2}::uuid";
        return $"""
            SELECT {(int)source} AS source, s.id, s."createdAt" FROM "{table}" s
            WHERE s."tenancyId" = $1 {condition}
                AND ({cursor} IS NULL OR (s."createdAt", s.id) < (
                    SELECT a."createdAt", a.id FROM "{table}" a WHERE a."tenancyId" = $1 AND a.id = {cursor}))
                AND ($7 IS NULL OR (s."createdAt", s.id) <= (timestamp 'epoch' + $7 * interval '1 millisecond', $8))
            ORDER BY s."createdAt" DESC, s.id DESC LIMIT $6
            """;
    }
}
