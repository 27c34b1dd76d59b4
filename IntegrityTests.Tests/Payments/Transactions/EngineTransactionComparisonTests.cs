using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

[Collection(DatabaseCollection.Name)]
public sealed class EngineTransactionComparisonTests(DatabaseFixture databases) : IAsyncLifetime
{
    private StoredRows _rows = null!;
    private ReplicaDatabase _database = null!;
    private Tenant _tenant = null!;
    private Guid _lacked;

    public async Task InitializeAsync()
    {
        _rows = await databases.CopyAsync();
        await _rows.ExecuteAsync("""
            ALTER TABLE "Subscription" ADD COLUMN IF NOT EXISTS "endedAt" timestamp(3);
            ALTER TABLE "OneTimePurchase" ADD COLUMN IF NOT EXISTS "revokedAt" timestamp(3);
            CREATE TABLE IF NOT EXISTS "BulldozerStorageEngine" ("keyPath" jsonb[] NOT NULL UNIQUE, value jsonb NOT NULL);
            CREATE TABLE IF NOT EXISTS "BulldozerTimeFoldMetadata" (key text PRIMARY KEY, "lastProcessedAt" timestamptz NOT NULL)
            """);
        _database = await _rows.OpenAsync();
        _tenant = new Tenant(_rows);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(150, 50, 1)]
    [InlineData(150, 51, 2)]
    [InlineData(450, 150, 3)]
    public async Task A_list_of_what_is_stored_is_sound_and_is_asked_for_page_by_page(int changes, int subscriptions, int pages)
    {
        await StoreAsync(changes, subscriptions);
        await using var server = await FakeApi.StartAsync(FakeEngineTransactions.Of(changes, subscriptions).AnswerAsync);

        var row = await CompareAsync(server);

        row.Texts.Should().BeEmpty();
        row.Skips.Should().BeEmpty();
        server.Asked.Should().HaveCount(pages);
    }

    [Fact]
    public async Task One_item_too_many_in_one_of_50_000_is_found()
    {
        var id = ListedTransactions.Subscription(77);
        await StoreAsync(49_850, 150);
        var list = FakeEngineTransactions.Of(49_850, 150);
        list[id]["entries"]![2]!["quantity"] = 301;

        var row = await CompareAsync(list);

        var finding = row.Findings.Should().ContainSingle().Subject;
        finding.Subject.Should().Be($"transaction:{id}");
        finding.Path.Should().EndWith(".entries[2].quantity");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(450)]
    public async Task A_missing_transaction_that_the_engine_has_is_found(int number)
    {
        await StoreAsync(450, 7);

        var row = await CompareAsync(Without(ListedTransactions.Change(number)));

        row.Findings.Should().ContainSingle().Which.Message.Should().EndWith("does not have it where its time puts it");
    }

    [Fact]
    public async Task A_missing_transaction_whose_row_the_engine_lacks_is_left_to_the_check_of_the_platforms_faults()
    {
        await StoreAsync(450, 7);
        _lacked = ListedTransactions.Change(225);

        var row = await CompareAsync(Without(_lacked));

        row.Findings.Should().BeEmpty();
        row.Skips.Should().ContainSingle().Which.Reason.Should().EndWith("(see BDZ001)");
    }

    [Fact]
    public async Task A_transaction_that_is_listed_twice_is_found()
    {
        await StoreAsync(450, 7);
        var list = FakeEngineTransactions.Of(450, 7);
        list.Reorder = ordered => ordered.Insert(300, ordered[10]);

        var row = await CompareAsync(list);

        row.Findings.Should().ContainSingle().Which.Message.Should().Be("is in the list of transactions a second time");
    }

    [Fact]
    public async Task Transactions_in_the_wrong_order_are_found()
    {
        await StoreAsync(450, 7);
        var list = FakeEngineTransactions.Of(450, 7);
        list.Reorder = ordered => (ordered[100], ordered[101]) = (ordered[101], ordered[100]);

        var row = await CompareAsync(list);

        row.Findings.Should().ContainSingle().Which.Message.Should().StartWith("stands in the list of transactions behind transaction ");
    }

    [Fact]
    public async Task At_one_time_subscriptions_stand_before_changes()
    {
        await StoreAsync(1, 1);
        await _rows.ExecuteAsync($"""UPDATE "Subscription" SET "createdAt" = timestamp '2025-01-01 00:00:01'""");
        var list = FakeEngineTransactions.Of(1, 1);
        var subscription = list[ListedTransactions.Subscription(1)];
        subscription["created_at_millis"] = list[ListedTransactions.Change(1)]["created_at_millis"]!.DeepClone();
        subscription["effective_at_millis"] = subscription["created_at_millis"]!.DeepClone();

        (await CompareAsync(list)).Texts.Should().BeEmpty();

        list = FakeEngineTransactions.Of(0, 0);
        list.All.AddRange([subscription.DeepClone().AsObject(), FakeEngineTransactions.Of(1, 0)[ListedTransactions.Change(1)]]);
        list.Reorder = ordered => ordered.Reverse();
        (await CompareAsync(list)).Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task A_full_last_page_that_names_a_next_one_is_found()
    {
        await StoreAsync(199, 1);
        var list = FakeEngineTransactions.Of(199, 1);
        list.NamesPagesInVain = true;

        var row = await CompareAsync(list);

        row.Findings.Should().ContainSingle().Which.Message.Should().Be(
            "has no transaction, although the page before names it as the next one");
    }

    [Fact]
    public async Task A_row_that_keeps_pages_from_being_served_is_named_and_the_rest_is_compared()
    {
        var id = ListedTransactions.Subscription(3);
        await StoreAsync(450, 7);
        await _rows.ExecuteAsync($$"""
            UPDATE "Subscription" SET product = product || '{"includedItems": { "a b": { "quantity": 1 } } }' WHERE id = '{{id}}'
            """);
        var list = FakeEngineTransactions.Of(450, 7);
        list.Broken.Add(id.ToString());
        list[ListedTransactions.Change(1)]["entries"]![0]!["quantity"] = 3;

        var row = await CompareAsync(list);

        row.Findings.Select(finding => finding.Subject).Should().Equal($"transaction:{id}", $"transaction:{ListedTransactions.Change(1)}");
        row.Findings[0].Message.Should().Contain("whose product includes an item whose id has a wrong form: it should answer 200");
        row.Skips.Should().HaveCount(1, "the row before it cannot be listed without it");
    }

    [Fact]
    public async Task What_is_adjusted_follows_from_the_engines_refund()
    {
        var id = ListedTransactions.Subscription(1);
        await StoreAsync(0, 1);
        await _rows.ExecuteAsync("""UPDATE "Subscription" SET "refundedAt" = timestamp '2026-06-01'""");

        (await CompareAsync(FakeEngineTransactions.Of(0, 1))).Texts.Should().BeEmpty("only money was refunded");

        await StoreInEngineAsync("payments-manual-transactions", $"refund:subscription:{id}", $$"""
            { "type": "refund", "txnId": "{{id}}:refund", "effectiveAtMillis": 0, "entries": [
              { "type": "money-transfer" },
              { "type": "product-revocation", "quantity": 1, "adjustedTransactionId": "sub-start:{{id}}" },
              { "type": "product-revocation", "quantity": 1, "adjustedTransactionId": "sub-start:another" }] }
            """);
        (await CompareAsync(FakeEngineTransactions.Of(0, 1))).Findings.Should().ContainSingle().Which.Path.Should().EndWith(".adjusted_by");

        var list = FakeEngineTransactions.Of(0, 1);
        list[id]["adjusted_by"] = new JsonArray(new JsonObject { ["transaction_id"] = $"{id}:refund", ["entry_index"] = 1 });
        (await CompareAsync(list)).Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task A_renewal_without_subscription_is_not_listed()
    {
        await StoreAsync(1, 0);
        await _tenant.AddAsync("SubscriptionInvoice", new
        {
            id = ListedTransactions.Change(9),
            stripeSubscriptionId = "sub_unknown",
            stripeInvoiceId = "in_1",
            isSubscriptionCreationInvoice = false,
        });

        (await CompareAsync(FakeEngineTransactions.Of(1, 0))).Texts.Should().BeEmpty();
    }

    private static FakeEngineTransactions Without(Guid id)
    {
        var list = FakeEngineTransactions.Of(450, 7);
        list.All.Remove(list[id]);
        return list;
    }

    private async Task StoreAsync(int changes, int subscriptions)
    {
        await ListedTransactions.StoreAsync(_rows, _tenant.Id, changes, subscriptions);
        await _rows.ExecuteAsync("""
            UPDATE "Subscription"
            SET product = product || '{"includedItems": {"credits": {"quantity": 100, "repeat": [1, "month"]}}}'
            """);
    }

    private Task StoreInEngineAsync(string table, string row, string data) => _rows.ExecuteAsync($$"""
        INSERT INTO "BulldozerStorageEngine" ("keyPath", value) VALUES (
            ARRAY['"table"', '"external:{{table}}"', '"storage"', '"rows"', '"{{row}}"']::jsonb[], '{"rowData": {{data}}}')
        """);

    private async Task<TestRow> CompareAsync(FakeEngineTransactions list)
    {
        await using var server = await FakeApi.StartAsync(list.AnswerAsync);
        return await CompareAsync(server);
    }

    private async Task<TestRow> CompareAsync(FakeApi server)
    {
        await FakeEngineTransactions.CarryOverAsync(_rows, _lacked);
        var row = new TestRow();
        var rules = new EngineTransactions(new EngineReader(_database));
        var reader = new TransactionReader(_database);
        await new TransactionComparison(row.Of(server.Client(), _tenant.Project), reader, rules).RunAsync(default);
        return row;
    }
}
