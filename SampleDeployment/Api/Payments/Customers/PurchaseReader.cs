using Npgsql;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments.Customers;

/// <summary>Reads what is stored about one customer's payments.</summary>
internal static class PurchaseReader
{
    private const string OfCustomer = """WHERE "tenancyId" = $1 AND "customerType" = $2::"CustomerType" AND "customerId" = $3""";

    private static readonly string SubscriptionsSql =
        $"""
        SELECT id, "productId", product::text, quantity, status::text, {Millis("currentPeriodStart")}, {Millis("currentPeriodEnd")},
               "cancelAtPeriodEnd", {Millis("createdAt")}
        FROM "Subscription" {OfCustomer} ORDER BY "createdAt", id
        """;

    private static readonly string OneTimeSql =
        $"""
        SELECT id, "productId", product::text, quantity, {Millis("createdAt")}, "refundedAt" IS NOT NULL
        FROM "OneTimePurchase" {OfCustomer} ORDER BY "createdAt", id
        """;

    // A change counts for whoever has this id, whatever type of customer the row names.
    private static readonly string ChangesSql =
        $"""
        SELECT quantity, {Millis("createdAt")}, {Millis("expiresAt")}
        FROM "ItemQuantityChange" WHERE "tenancyId" = $1 AND "customerId" = $3 AND "itemId" = $4 AND $2::text IS NOT NULL
        """;

    public static async Task<List<Subscription>> SubscriptionsAsync(ApiRequest request, Customer customer)
    {
        var rows = new List<Subscription>();
        await using var command = Command(request, SubscriptionsSql, customer);
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        while (await reader.ReadAsync(request.Cancel))
        {
            rows.Add(new()
            {
                Id = reader.GetGuid(0),
                ProductId = reader.IsDBNull(1) ? null : reader.GetString(1),
                Product = Product.Parse(reader.GetString(2)),
                Quantity = reader.GetInt32(3),
                Status = reader.GetString(4),
                PeriodStart = reader.GetInt64(5),
                PeriodEnd = reader.GetInt64(6),
                CancelAtPeriodEnd = reader.GetBoolean(7),
                CreatedAt = reader.GetInt64(8),
            });
        }

        return rows;
    }

    public static async Task<List<OneTimePurchase>> OneTimeAsync(ApiRequest request, Customer customer)
    {
        var rows = new List<OneTimePurchase>();
        await using var command = Command(request, OneTimeSql, customer);
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        while (await reader.ReadAsync(request.Cancel))
        {
            rows.Add(new(
                reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetString(1), Product.Parse(reader.GetString(2)),
                reader.GetInt32(3), reader.GetInt64(4), reader.GetBoolean(5)));
        }

        return rows;
    }

    public static async Task<List<ItemChange>> ChangesAsync(ApiRequest request, Customer customer, string item)
    {
        var rows = new List<ItemChange>();
        await using var command = Command(request, ChangesSql, customer);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = item });
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        while (await reader.ReadAsync(request.Cancel))
            rows.Add(new(reader.GetInt32(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2)));
        return rows;
    }

    private static NpgsqlCommand Command(ApiRequest request, string sql, Customer customer)
    {
        var command = request.Project.Users.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Project.TenancyId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = customer.StoredType });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = customer.Id });
        return command;
    }

    // Not as a date: the database knows years that .NET does not.
    private static string Millis(string column) => $"(extract(epoch FROM \"{column}\") * 1000)::bigint";
}

/// <summary>A stored subscription, or one that a default product gives to everybody. Times are milliseconds since 1970.</summary>
internal sealed record Subscription
{
    /// <summary>When all default subscriptions began: 1973-01-01T12:00:00Z.</summary>
    private const long DefaultStart = 94_737_600_000;

    /// <summary>Null for a default one.</summary>
    public Guid? Id { get; init; }

    public required string? ProductId { get; init; }

    public required Product Product { get; init; }

    public int Quantity { get; init; } = 1;

    public string Status { get; init; } = "active";

    public long PeriodStart { get; init; } = DefaultStart;

    /// <summary>Null is never.</summary>
    public long? PeriodEnd { get; init; }

    public bool CancelAtPeriodEnd { get; init; }

    public long CreatedAt { get; init; } = DefaultStart;

    public bool IsInForce => Status is "active" or "trialing";
}

/// <summary>A stored one-time purchase. The time is milliseconds since 1970.</summary>
internal sealed record OneTimePurchase(Guid Id, string? ProductId, Product Product, int Quantity, long CreatedAt, bool IsRefunded);

/// <summary>Somebody gave or took some of an item. Times are milliseconds since 1970; no expiry is never.</summary>
internal sealed record ItemChange(int Quantity, long CreatedAt, long? ExpiresAt);
