using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Payments.Balances;
using Xunit;

namespace IntegrityTests.Tests.Payments.Rows;

[Collection(DatabaseCollection.Name)]
public sealed class EngineReaderTests(DatabaseFixture databases) : IAsyncLifetime
{
    private const string Customer = "team-a";
    private static readonly Guid Tenancy = Guid.NewGuid();
    private StoredRows _rows = null!;
    private ReplicaDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _rows = await databases.CopyAsync();
        await _rows.ExecuteAsync("""
            ALTER TABLE "Subscription" ADD COLUMN IF NOT EXISTS "endedAt" timestamp(3);
            ALTER TABLE "OneTimePurchase" ADD COLUMN IF NOT EXISTS "revokedAt" timestamp(3);
            CREATE TABLE IF NOT EXISTS "BulldozerStorageEngine" ("keyPath" jsonb[] UNIQUE, value jsonb);
            CREATE TABLE IF NOT EXISTS "BulldozerTimeFoldMetadata" (key text PRIMARY KEY, "lastProcessedAt" timestamptz);
            """);
        _database = await _rows.OpenAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_clock_is_that_of_the_worker_and_before_its_first_run_the_year_2000()
    {
        var reader = new EngineReader(_database);
        (await reader.ClockAsync(default)).Should().Be(LedgerRows.Time("2000-01-01"));

        await _rows.ExecuteAsync("""
            SET TIME ZONE 'Asia/Tokyo'; INSERT INTO "BulldozerTimeFoldMetadata" VALUES ('singleton', '2026-11-28 06:17:28.293792+00')
            """);

        (await reader.ClockAsync(default)).UnixMilliseconds.Should().Be(LedgerRows.Millis("2026-11-28T06:17:28.293"));
    }

    [Fact]
    public async Task Refunds_come_with_the_purchases_that_they_refund()
    {
        var id = await PurchaseAsync(quantity: 3, refunded: true, copy: new { quantity = 3 });
        await StoreAsync("payments-manual-transactions", $"refund:one-time-purchase:{id}", JsonNode.Parse($$"""
            {
                "type": "refund", "txnId": "{{id}}:refund", "effectiveAtMillis": 1795840744544,
                "entries": [
                    { "type": "money-transfer", "chargedAmount": { "USD": "-1" } },
                    {
                        "type": "product-revocation", "quantity": 2, "productId": "pack",
                        "adjustedTransactionId": "otp:{{id}}", "adjustedEntryIndex": 0
                    }
                ]
            }
            """)!);

        var rows = await ReadAsync();

        var refund = rows.Refunds.Should().ContainSingle().Subject;
        refund.At.Should().Be(1795840744544);
        refund.Products.Should().Equal(new RefundedProduct(1, "pack", 2, $"otp:{id}", 0));
        rows.EngineCopies.Should().BeEmpty();
    }

    [Fact]
    public async Task Of_several_transactions_each_has_its_own_refund_or_none()
    {
        var refunded = await PurchaseAsync(quantity: 3, refunded: true, copy: new { quantity = 3 });
        var unknown = await PurchaseAsync(quantity: 3, refunded: true, copy: new { quantity = 3 });
        await StoreAsync(
            "payments-manual-transactions",
            $"refund:one-time-purchase:{refunded}",
            JsonNode.Parse("""{ "type": "refund", "effectiveAtMillis": 7, "entries": [] }""")!);

        var rows = await new TransactionReader(_database).FindAsync(
            Tenancy, TransactionSource.OneTimePurchase, [refunded, unknown], default);

        rows.Select(row => (row.Id, row.Refund?.At)).Should().BeEquivalentTo([(refunded, (long?)7), (unknown, null)]);
    }

    [Fact]
    public async Task A_refund_of_which_the_engine_has_no_content_takes_nothing_back()
    {
        var id = await PurchaseAsync(quantity: 3, refunded: true, copy: new { quantity = 3 });
        await _rows.ExecuteAsync($$"""
            INSERT INTO "BulldozerStorageEngine" VALUES (
                ARRAY['"table"', '"external:payments-manual-transactions"', '"storage"', '"rows"',
                    '"refund:one-time-purchase:{{id}}"']::jsonb[],
                '{}')
            """);

        (await ReadAsync()).Refunds.Should().ContainSingle().Which.Should()
            .BeEquivalentTo(new StoredRefund($"refund:one-time-purchase:{id}", null, []));
    }

    [Fact]
    public async Task A_row_that_the_engine_lacks_is_known()
    {
        var id = await PurchaseAsync(quantity: 3, refunded: false, copy: null);

        (await ReadAsync()).EngineCopies.Should().Equal(new EngineCopy(id, null));
    }

    [Fact]
    public async Task A_row_that_the_engine_has_in_an_older_state_is_known_with_that_state()
    {
        var id = await PurchaseAsync(quantity: 3, refunded: false, copy: new { quantity = 2 });

        var rows = await ReadAsync();

        var copy = rows.EngineCopies.Should().ContainSingle().Subject;
        copy.Id.Should().Be(id);
        copy.Of(rows.OneTimePurchases[0])!.Should().BeEquivalentTo(rows.OneTimePurchases[0] with { Quantity = 2 }, Loosely);
    }

    [Fact]
    public async Task A_deployment_without_the_engine_has_neither()
    {
        await _rows.ExecuteAsync("""DROP TABLE "BulldozerStorageEngine" """);
        await PurchaseAsync(quantity: 3, refunded: true, copy: null);
        await using var database = await _rows.OpenAsync();

        var rows = await new CustomerReader(database).FindAsync(Tenancy, CustomerType.Custom, Customer, default);

        new EngineReader(database).WhyUnreadable.Should().Be("table \"BulldozerStorageEngine\" is missing");
        rows.OneTimePurchases.Should().ContainSingle().Which.IsRefunded.Should().BeTrue();
        rows.EngineCopies.Should().BeEmpty();
    }

    private static FluentAssertions.Equivalency.EquivalencyAssertionOptions<StoredOneTimePurchase> Loosely(
        FluentAssertions.Equivalency.EquivalencyAssertionOptions<StoredOneTimePurchase> options) => options.Excluding(row => row.Product);

    private Task<CustomerRows> ReadAsync() =>
        new CustomerReader(_database).FindAsync(Tenancy, CustomerType.Custom, Customer, default);

    private async Task<Guid> PurchaseAsync(int quantity, bool refunded, object? copy)
    {
        var id = Guid.NewGuid();
        await _rows.ExecuteAsync($$$"""
            INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerId", "customerType", product, quantity, "productId", "priceId",
                "createdAt", "refundedAt", "creationSource")
            VALUES ('{{{id}}}', '{{{Tenancy}}}', '{{{Customer}}}', 'CUSTOM', '{"prices": {}}', {{{quantity}}}, 'pack', NULL,
                '2026-01-01 00:00:00.001', {{{(refunded ? "'2026-02-01'" : "NULL")}}}, 'API_GRANT')
            """);
        if (copy is null) return id;
        var stored = JsonNode.Parse("""
            {
                "product": { "prices": {} }, "productId": "pack", "priceId": null, "creationSource": "API_GRANT",
                "createdAtMillis": 1767225600001, "revokedAtMillis": null
            }
            """)!.AsObject();
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(copy)!.AsObject()) stored[name] = value?.DeepClone();
        await StoreAsync("payments-one-time-purchases", $"{id}", stored);
        return id;
    }

    private Task StoreAsync(string table, string row, JsonNode data) => _rows.ExecuteAsync($$$"""
        INSERT INTO "BulldozerStorageEngine" VALUES (
            ARRAY['"table"', '"external:{{{table}}}"', '"storage"', '"rows"', to_jsonb('{{{row}}}'::text)]::jsonb[],
            '{"rowData": {{{data.ToJsonString()}}} }')
        """);
}
