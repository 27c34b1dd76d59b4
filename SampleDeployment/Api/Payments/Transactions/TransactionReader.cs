using Npgsql;
using NpgsqlTypes;
using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments.Transactions;

/// <summary>Merges the four sources of a tenancy, newest first.</summary>
internal static class TransactionReader
{
    private static readonly string Sql =
        $"""
        ({Source(TransactionSource.Subscription, """ "Subscription" s """, Purchase)})
        UNION ALL
        ({Source(TransactionSource.ItemChange, """ "ItemQuantityChange" s """,
            """s."customerType"::text, s."customerId", s.quantity, s."itemId", NULL, NULL, NULL, 'f'::boolean, 'f'::boolean""")})
        UNION ALL
        ({Source(TransactionSource.OneTimePurchase, """ "OneTimePurchase" s """, Purchase)})
        UNION ALL
        ({Source(TransactionSource.Renewal,
            """
            "SubscriptionInvoice" s JOIN "Subscription" r ON r."tenancyId" = s."tenancyId" AND r."stripeSubscriptionId" = s."stripeSubscriptionId"
                AND NOT s."isSubscriptionCreationInvoice"
            """,
            """
            r."customerType"::text, r."customerId", r.quantity, NULL, r."productId", r.product::text, r."priceId",
            r."creationSource" = 'TEST_MODE', 'f'::boolean
            """)})
        ORDER BY millis DESC, id DESC LIMIT $6
        """;

    private const string Purchase =
        """
        s."customerType"::text, s."customerId", s.quantity, NULL, s."productId", s.product::text, s."priceId",
        s."creationSource" = 'TEST_MODE', s."refundedAt" IS NOT NULL
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
        NpgsqlDataSource database, Guid tenancy, IReadOnlyList<Guid?> after, (long CreatedAt, Guid Id)? from, int limit, CancellationToken cancel)
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

    private static string Source(TransactionSource source, string table, string columns)
    {
        var cursor = $"${(int)source + 2}::uuid";
        var name = table.Split('"')[1];
        return $"""
            SELECT {(int)source} AS source, s.id, (extract(epoch FROM s."createdAt") * 1000)::bigint AS millis, {columns}
            FROM {table}
            WHERE s."tenancyId" = $1
                AND ({cursor} IS NULL OR (s."createdAt", s.id) < (SELECT c."createdAt", c.id FROM "{name}" c WHERE c."tenancyId" = $1 AND c.id = {cursor}))
                AND ($7 IS NULL OR (s."createdAt", s.id) <= (timestamp 'epoch' + $7 * interval '1 millisecond', $8))
            ORDER BY s."createdAt" DESC, s.id DESC LIMIT $6
            """;
    }
}
