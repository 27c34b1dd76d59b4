using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

[Collection(DatabaseCollection.Name)]
public sealed class TransactionComparisonTests(DatabaseFixture databases)
{
    private readonly Tenant _tenant = new(databases.Shared);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 2)]
    [InlineData(0, 200)]
    [InlineData(200, 1)]
    [InlineData(450, 7)]
    [InlineData(1500, 150)]
    public async Task A_list_of_what_is_stored_is_sound_also_where_its_cursor_repeats(int changes, int subscriptions)
    {
        var row = await CompareAsync(changes, subscriptions, _ => { });

        row.Texts.Should().BeEmpty();
        row.Skips.Should().BeEmpty();
    }

    [Fact]
    public async Task One_cent_off_in_one_of_50_000_is_found()
    {
        var id = ListedTransactions.Subscription(77);

        var row = await CompareAsync(49_850, 150, list => list[id]["entries"]![1]!["net_amount"]!["USD"] = "15.74");

        var finding = row.Findings.Should().ContainSingle().Subject;
        finding.Subject.Should().Be($"transaction:{id}");
        finding.Path.Should().EndWith(".entries[1].net_amount.USD");
        finding.Expected!.GetValue<string>().Should().Be("15.75");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(450)]
    public async Task A_missing_transaction_is_found(int number)
    {
        var id = ListedTransactions.Change(number);

        var row = await CompareAsync(450, 7, list => list.All.Remove(list[id]));

        row.Findings.Should().ContainSingle().Which.Subject.Should().Be($"transaction:{id}");
        row.Findings[0].Message.Should().Contain("the list of transactions does not have it where its time puts it");
    }

    [Fact]
    public async Task A_foreign_transaction_is_found()
    {
        var foreign = ListedTransactions.Of(500, 0)[ListedTransactions.Change(451)];

        var row = await CompareAsync(450, 7, list => list.All.Add(foreign));

        row.Findings.Should().ContainSingle().Which.Message.Should()
            .Be("is in the list of transactions, but is not stored as an item quantity change");
    }

    [Theory]
    [InlineData("quantity", "6")]
    [InlineData("item_id", "\"other\"")]
    [InlineData("customer_type", "\"team\"")]
    [InlineData("customer_id", "\"somebody\"")]
    public async Task An_altered_item_change_is_found(string member, string value)
    {
        var row = await CompareAsync(450, 7, list => list[ListedTransactions.Change(5)]["entries"]![0]![member] = JsonNode.Parse(value));

        row.Findings.Should().ContainSingle().Which.Path.Should().EndWith($".entries[0].{member}");
    }

    [Theory]
    [InlineData(-1000)]
    [InlineData(300_000_000)]
    [InlineData(-31_000_000_000)]
    public async Task A_wrong_time_is_found_and_hides_nothing(long shift)
    {
        var id = ListedTransactions.Change(225);

        var row = await CompareAsync(450, 7, list =>
        {
            list[id]["created_at_millis"] = (long)list[id]["created_at_millis"]! + shift;
            list[ListedTransactions.Change(2)]["entries"]![0]!["quantity"] = 3;
        });

        row.Findings.Select(finding => finding.Subject).Should().BeEquivalentTo(
            $"transaction:{id}", $"transaction:{ListedTransactions.Change(2)}");
    }

    [Fact]
    public async Task A_refund_that_never_was_is_found()
    {
        var id = ListedTransactions.Subscription(1);

        var row = await CompareAsync(1, 1, list => list[id]["adjusted_by"] = RefundOf(id));

        row.Findings.Should().ContainSingle().Which.Message.Should().Contain("is not refunded");
    }

    [Fact]
    public async Task A_refund_is_expected_of_a_refunded_purchase()
    {
        var id = ListedTransactions.Subscription(1);
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, 0, 1);
        await databases.Shared.ExecuteAsync($"""UPDATE "Subscription" SET "refundedAt" = now() WHERE "tenancyId" = '{_tenant.Id}'""");
        var list = ListedTransactions.Of(0, 1);

        (await CompareAsync(list)).Findings.Should().ContainSingle();

        list[id]["adjusted_by"] = RefundOf(id);
        var row = await CompareAsync(list);
        row.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task A_list_that_goes_in_circles_is_a_warning_and_is_compared_to_its_end()
    {
        var row = await CompareAsync(700, 250, list => list[ListedTransactions.Change(1)]["entries"]![0]!["quantity"] = 3);

        row.Findings.Select(finding => finding.Severity).Should().Equal(Severity.Warning, Severity.Error);
        row.Findings[0].Message.Should().Contain("goes in circles");
        row.Findings[1].Subject.Should().Be($"transaction:{ListedTransactions.Change(1)}");
    }

    [Fact]
    public async Task A_row_that_keeps_pages_from_being_served_is_named_and_the_rest_is_compared()
    {
        var id = ListedTransactions.Subscription(3);
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, 450, 7);
        await databases.Shared.ExecuteAsync(
            $$"""UPDATE "Subscription" SET product = '{}' WHERE "tenancyId" = '{{_tenant.Id}}' AND id = '{{id}}'""");
        var list = ListedTransactions.Of(450, 7);
        list.Broken.Add(id.ToString());
        list[ListedTransactions.Change(1)]["entries"]![0]!["quantity"] = 3;

        var row = await CompareAsync(list);

        row.Findings.Select(finding => finding.Subject).Should().Equal($"transaction:{id}", $"transaction:{ListedTransactions.Change(1)}");
        row.Skips.Should().HaveCount(1, "the row before it cannot be listed without it");
    }

    [Fact]
    public async Task An_answer_that_is_always_the_same_ends()
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, 3, 0);
        var listed = new JsonArray([.. ListedTransactions.Of(2, 0).All.AsEnumerable().Reverse()]);
        var page = new JsonObject { ["transactions"] = listed, ["next_cursor"] = "|a||" };
        await using var server = await FakeApi.AnsweringAsync(page.ToJsonString());

        var row = await CompareAsync(server);

        row.Findings.Should().HaveCount(2);
        server.Asked.Should().HaveCount(4, "the page that lacks a row is asked for twice, then the next one, and one by our own cursor");
    }

    [Theory]
    [InlineData("""{ "transactions": 7 }""")]
    [InlineData("[]")]
    public async Task What_is_no_page_is_a_finding(string body)
    {
        await using var server = await FakeApi.AnsweringAsync(body);

        var row = await CompareAsync(server);

        row.Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task An_item_of_no_known_kind_is_a_finding()
    {
        await using var server = await FakeApi.AnsweringAsync("""{ "transactions": [{ "id": 7 }], "next_cursor": null }""");

        var row = await CompareAsync(server);

        row.Findings.Should().ContainSingle().Which.Path.Should().Be("$.transactions[0]");
    }

    private static JsonArray RefundOf(Guid id) => [new JsonObject { ["transaction_id"] = $"{id}:refund", ["entry_index"] = 0 }];

    private async Task<TestRow> CompareAsync(int changes, int subscriptions, Action<FakeTransactions> change)
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, changes, subscriptions);
        var list = ListedTransactions.Of(changes, subscriptions);
        change(list);
        return await CompareAsync(list);
    }

    private async Task<TestRow> CompareAsync(FakeTransactions list)
    {
        await using var server = await FakeApi.StartAsync(list.AnswerAsync);
        return await CompareAsync(server);
    }

    private Task<TestRow> CompareAsync(FakeApi server) => MergedList.CompareAsync(databases, _tenant, server);
}
