using FluentAssertions;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

public sealed class TransactionListTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(200, 0, false)]
    [InlineData(450, 7, false)]
    [InlineData(700, 250, true)]
    public async Task Every_transaction_comes_once_whatever_the_cursor_repeats(int changes, int subscriptions, bool goesInCircles)
    {
        await using var server = await FakeApi.StartAsync(ListedTransactions.Of(changes, subscriptions).AnswerAsync);

        var pages = await PagesAsync(server);

        var ids = pages.SelectMany(page => page.New).Select(transaction => transaction.Id).ToList();
        ids.Should().HaveCount(changes + subscriptions).And.OnlyHaveUniqueItems();
        pages.Any(page => page.GoesInCircles).Should().Be(goesInCircles);
        pages.Should().OnlyContain(page => page.IsPage && page.Unreadable.Count == 0);
    }

    [Fact]
    public async Task An_answer_that_is_no_page_is_the_last()
    {
        await using var server = await FakeApi.AnsweringAsync("Something went wrong.", status: 500, type: "text/plain");

        var pages = await PagesAsync(server);

        pages.Should().ContainSingle().Which.IsPage.Should().BeFalse();
    }

    [Fact]
    public async Task Net_amounts_add_up_to_the_cent()
    {
        await using var server = await FakeApi.StartAsync(ListedTransactions.Of(450, 7).AnswerAsync);

        var pages = await PagesAsync(server);

        pages.SelectMany(page => page.New).Sum(transaction => (long)transaction.NetUsd().Cents!.Value).Should().Be(7 * 1575);
    }

    [Fact]
    public void An_amount_that_is_none_says_why()
    {
        var body = ListedTransactions.Of(0, 1).All[0];
        body["entries"]![1]!["net_amount"]!["USD"] = "15.755";

        Transaction.Read(Example.Json(body.ToJsonString()))!.NetUsd().Problem.Should().Be("net_amount.USD has 3 decimals, but USD has 2");
    }

    private static async Task<List<TransactionPage>> PagesAsync(FakeApi server)
    {
        var api = new TestRow().Of(server.Client(), Example.Project());
        return await new TransactionList(api, new MergedTransactions()).PagesAsync(default).ToListAsync();
    }
}
