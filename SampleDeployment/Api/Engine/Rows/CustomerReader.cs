using System.Text.Json;
using Npgsql;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Customers;

namespace SampleDeployment.Api.Engine.Rows;

/// <summary>Reads what the engine keeps about one customer. The platform's own tables say which rows those are.</summary>
internal static class CustomerReader
{
    private const string OfCustomer = """WHERE s."tenancyId" = $1 AND s."customerType" = $2::"CustomerType" AND s."customerId" = $3""";

    private static readonly string Sql =
        $"""
        SELECT 'subscription', e.value -> 'rowData' FROM "Subscription" s JOIN {Stored("subscriptions", "s.id::text")} {OfCustomer}
        UNION ALL
        SELECT 'purchase', e.value -> 'rowData' FROM "OneTimePurchase" s JOIN {Stored("one-time-purchases", "s.id::text")} {OfCustomer}
        UNION ALL
        SELECT 'change', e.value -> 'rowData'
        FROM "ItemQuantityChange" s JOIN {Stored("manual-item-quantity-changes", "s.id::text")} {OfCustomer}
        UNION ALL
        SELECT 'refund', e.value -> 'rowData'
        FROM "Subscription" s JOIN {Stored("manual-transactions", "'refund:subscription:' || s.id")} {OfCustomer}
        UNION ALL
        SELECT 'refund', e.value -> 'rowData'
        FROM "OneTimePurchase" s JOIN {Stored("manual-transactions", "'refund:one-time-purchase:' || s.id")} {OfCustomer}
        """;

    /// <summary>What to join with for a row that the engine stores.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="id">SQL of the row's id.</param>
    /// <param name="name">What to call it.</param>
    public static string Stored(string table, string id, string name = "e") =>
        $"""
        "BulldozerStorageEngine" {name} ON {name}."keyPath" =
            ARRAY['"table"', '"external:payments-{table}"', '"storage"', '"rows"', to_jsonb({id})]::jsonb[]
        """;

    public static async Task<CustomerRows> ReadAsync(ApiRequest request, Customer customer)
    {
        var rows = new CustomerRows { Clock = await ClockAsync(request) };
        // The engine is in the main database, also for projects that have one of their own.
        await using var command = request.Project.Main.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Project.TenancyId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = customer.StoredType });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = customer.Id });
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        while (await reader.ReadAsync(request.Cancel))
        {
            var data = Parse(reader.GetString(1));
            switch (reader.GetString(0))
            {
                case "subscription":
                    rows.Subscriptions.Add(new(data));
                    break;
                case "purchase":
                    rows.Purchases.Add(new(data));
                    break;
                case "change":
                    rows.Changes.Add(new(data));
                    break;
                default:
                    rows.Refunds.Add(new(data));
                    break;
            }
        }

        return rows;
    }

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, JsonDepth.Document);
        return document.RootElement.Clone();
    }

    // Without a clock the engine is at the year 2000. What is due in a millisecond is due once that has begun.
    private static async Task<long> ClockAsync(ApiRequest request)
    {
        await using var command = request.Project.Main.CreateCommand(
            """
            SELECT floor(extract(epoch FROM coalesce(max("lastProcessedAt"), timestamptz '2000-01-01 00:00:00Z')) * 1000)::bigint
            FROM "BulldozerTimeFoldMetadata" WHERE key = 'singleton'
            """);
        return (long)(await command.ExecuteScalarAsync(request.Cancel))!;
    }
}

/// <summary>What the engine keeps about one customer.</summary>
internal sealed class CustomerRows
{
    /// <summary>The moment that the engine has come to, in milliseconds since 1970.</summary>
    public required long Clock { get; init; }

    public List<StoredSubscription> Subscriptions { get; } = [];

    public List<StoredOneTimePurchase> Purchases { get; } = [];

    public List<ItemChange> Changes { get; } = [];

    public List<Refund> Refunds { get; } = [];
}
