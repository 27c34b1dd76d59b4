using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>Lists that differ in many places, or break in many: how far they are followed, and what is said of the rest.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class DifferingTransactionsTests(DatabaseFixture databases)
{
    private readonly Tenant _tenant = new(databases.Shared);

    [Fact]
    public async Task What_a_page_repeats_is_compared_too()
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, 3, 0);
        var listed = ListedTransactions.Of(3, 0);
        var altered = listed[ListedTransactions.Change(2)].DeepClone().AsObject();
        altered["entries"]![0]!["quantity"] = 7;
        await using var server = await FakeApi.StartAsync(context => context.AnswerAsync(context.Request.Query["cursor"].Count == 0
            ? Page(ListedTransactions.Change(2), listed[ListedTransactions.Change(3)], listed[ListedTransactions.Change(2)])
            : Page(null, altered, listed[ListedTransactions.Change(1)])));

        var row = await CompareAsync(server);

        row.Findings.Should().ContainSingle().Which.Subject.Should().Be($"transaction:{ListedTransactions.Change(2)}");
    }

    [Fact]
    public async Task What_a_page_repeats_of_nobody_is_found()
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, 3, 0);
        var listed = ListedTransactions.Of(4, 0);
        await using var server = await FakeApi.StartAsync(context => context.AnswerAsync(context.Request.Query["cursor"].Count == 0
            ? Page(ListedTransactions.Change(2), listed[ListedTransactions.Change(3)], listed[ListedTransactions.Change(2)])
            : Page(null, listed[ListedTransactions.Change(4)], listed[ListedTransactions.Change(1)])));

        var row = await CompareAsync(server);

        row.Findings.Should().ContainSingle().Which.Message.Should().EndWith("is not stored as an item quantity change");
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1500, true)]
    public async Task A_list_that_differs_in_a_thousand_places_is_given_up(int altered, bool isGivenUp)
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, 1500, 0);
        var list = ListedTransactions.Of(1500, 0);
        foreach (var item in list.All.Take(altered)) item["entries"]![0]!["quantity"] = 0;

        var row = await CompareAsync(list);

        row.Findings.Should().HaveCount(isGivenUp ? 1000 : 999);
        row.Skips.Should().Equal(isGivenUp ? [("the rest of a list of transactions", "it is too different")] : []);
    }

    [Fact]
    public async Task Of_several_rows_that_break_the_list_each_is_named_the_newest_first()
    {
        int[] broken = [5, 4, 1];
        var list = await BrokenAsync(count: 9, broken);

        var row = await CompareAsync(list);

        row.Findings.Select(finding => finding.Subject).Should()
            .Equal(broken.Select(number => $"transaction:{ListedTransactions.Subscription(number)}"));
        row.Findings.Should().OnlyContain(finding => finding.Message.Contains("the list cannot be served where it contains"));
    }

    [Fact]
    public async Task A_list_that_a_hundred_rows_break_is_given_up()
    {
        var list = await BrokenAsync(count: 103, broken: Enumerable.Range(1, 103));

        var row = await CompareAsync(list);

        row.Findings.Should().HaveCount(100).And.OnlyHaveUniqueItems(finding => finding.Subject);
        row.Skips.Should().Contain(("the rest of a list of transactions", "the list breaks too often"));
    }

    [Fact]
    public async Task A_page_that_no_row_explains_ends_the_list()
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, 0, 3);
        var list = ListedTransactions.Of(0, 3);
        list.Broken.Add(ListedTransactions.Subscription(2).ToString());

        var row = await CompareAsync(list);

        row.Findings.Should().ContainSingle().Which.Message.Should().StartWith("should answer 200, but answers 500");
        row.Skips.Should().Equal(("the rest of a list of transactions", "a page cannot be served"));
    }

    private static string Page(Guid? next, params JsonObject[] items) => new JsonObject
    {
        ["transactions"] = new JsonArray([.. items.Select(item => item.DeepClone())]),
        ["next_cursor"] = next is null ? null : $"|{next}||",
    }.ToJsonString();

    // Subscriptions whose product is none: the backend crashes on them.
    private async Task<FakeTransactions> BrokenAsync(int count, IEnumerable<int> broken)
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, 0, count);
        var list = ListedTransactions.Of(0, count);
        foreach (var id in broken.Select(ListedTransactions.Subscription))
        {
            await databases.Shared.ExecuteAsync(
                $$"""UPDATE "Subscription" SET product = '{}' WHERE "tenancyId" = '{{_tenant.Id}}' AND id = '{{id}}'""");
            list.Broken.Add(id.ToString());
        }

        return list;
    }

    private async Task<TestRow> CompareAsync(FakeTransactions list)
    {
        await using var server = await FakeApi.StartAsync(list.AnswerAsync);
        return await CompareAsync(server);
    }

    private Task<TestRow> CompareAsync(FakeApi server) => MergedList.CompareAsync(databases, _tenant, server);
}
