using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using FluentAssertions.Execution;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Api;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>Over the rows of each recorded state of payments, the stand-in answers as the real backend did at that moment.</summary>
public sealed class RecordedPaymentCasesTests
{
    private const string Project = "payment-cases";

    private const string LoadSql =
        """
        INSERT INTO "Project" (id, "updatedAt", "displayName", "isProductionMode") VALUES ('payment-cases', now(), 'Cases', false);
        INSERT INTO "Tenancy" (id, "updatedAt", "projectId", "branchId", "hasNoOrganization")
        VALUES (@tenancy, now(), 'payment-cases', 'main', 'TRUE');
        INSERT INTO "EnvironmentConfigOverride" ("projectId", "branchId", "updatedAt", config)
        VALUES ('payment-cases', 'main', now(), @file::jsonb -> 'project');
        INSERT INTO "Subscription" (id, "tenancyId", "customerId", "customerType", "productId", product, quantity, status,
            "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource")
        SELECT (r ->> 'id')::uuid, @tenancy, c ->> 'customer_id', 'CUSTOM', r ->> 'product_id', r -> 'product', (r ->> 'quantity')::int,
            (r ->> 'status')::"SubscriptionStatus", (r ->> 'current_period_start')::timestamp, (r ->> 'current_period_end')::timestamp,
            (r ->> 'cancel_at_period_end')::bool, (r ->> 'created_at')::timestamp, now(), 'API_GRANT'
        FROM jsonb_array_elements(@file::jsonb -> 'cases') c, jsonb_array_elements(c -> 'subscriptions') r;
        INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerId", "customerType", "productId", product, quantity,
            "createdAt", "creationSource", "refundedAt")
        SELECT (r ->> 'id')::uuid, @tenancy, c ->> 'customer_id', 'CUSTOM', r ->> 'product_id', r -> 'product', (r ->> 'quantity')::int,
            (r ->> 'created_at')::timestamp, 'API_GRANT', (r ->> 'refunded_at')::timestamp
        FROM jsonb_array_elements(@file::jsonb -> 'cases') c, jsonb_array_elements(c -> 'one_time_purchases') r;
        INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt", "expiresAt")
        SELECT (r ->> 'id')::uuid, @tenancy, c ->> 'customer_id', 'CUSTOM', r ->> 'item_id', (r ->> 'quantity')::int,
            (r ->> 'created_at')::timestamp, (r ->> 'expires_at')::timestamp
        FROM jsonb_array_elements(@file::jsonb -> 'cases') c, jsonb_array_elements(c -> 'item_quantity_changes') r
        """;

    [Fact]
    public async Task Balances_and_products_of_every_recorded_state_are_given_again()
    {
        var file = await File.ReadAllTextAsync(Recording.PaymentsCases);
        var database = await ClusterFixture.Of(Platform.Reference).CreateDatabaseAsync();
        await LoadAsync(database, file);
        var clock = new StoppedClock();
        await using var served = new ServedDeployment(
            await ApiServer.StartAsync(
                new() { Platform = Platform.Reference, Database = database, AdminKey = AdminCalls.Key, Clock = clock },
                CancellationToken.None));

        var cases = JsonNode.Parse(file)!["cases"]!.AsArray();
        cases.Should().HaveCountGreaterThanOrEqualTo(160);
        using var all = new AssertionScope();
        foreach (var state in cases)
        {
            clock.Now = DateTimeOffset.Parse(state!["expected"]!["read_at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            await CompareAsync(served, state["customer_id"]!.GetValue<string>(), state["expected"]!);
        }
    }

    private static async Task CompareAsync(ServedDeployment served, string customer, JsonNode expected)
    {
        foreach (var (item, quantity) in expected["items"]!.AsObject())
        {
            var answer = await served.JsonAsync(Project, $"payments/items/custom/{customer}/{item}");
            answer["quantity"]!.GetValue<long>().Should().Be(quantity!.GetValue<long>(), $"{customer} has so much {item}");
        }

        var products = await served.JsonAsync(Project, $"payments/products/custom/{customer}?limit=100");
        products["items"]!.AsArray().Select(Owned)
            .Should().BeEquivalentTo(expected["products"]!.AsArray().Select(Owned), $"{customer} has these");
    }

    private static string Owned(JsonNode? product) => $"{product!["id"]} {product["type"]} {product["quantity"]}";

    private static async Task LoadAsync(string database, string file)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(LoadSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid>("tenancy", Guid.NewGuid()));
        command.Parameters.Add(new NpgsqlParameter<string>("file", file));
        await command.ExecuteNonQueryAsync();
    }
}
