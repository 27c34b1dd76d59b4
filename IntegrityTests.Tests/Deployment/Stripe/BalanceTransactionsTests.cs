using System.Globalization;
using System.Numerics;
using FluentAssertions;
using IntegrityTests.Deployment.Stripe;
using IntegrityTests.Tests.Fakes;
using Xunit;
using static IntegrityTests.Tests.Fakes.StripeList;

namespace IntegrityTests.Tests.Deployment.Stripe;

public sealed class BalanceTransactionsTests
{
    [Fact]
    public async Task Pages_are_read_until_there_is_no_more()
    {
        await using var api = await FakeApi.StartAsync(Serving(
            ("", Page(true, Entry("a", "100"), Entry("b", "200"))),
            ("b", Page(true, Entry("c", "300"))),
            ("c", Page(false, Entry("d", "-50", "refund")))));

        var (cents, problem) = await SumAsync(api);

        cents.Should().Be(550);
        problem.Should().BeNull();
        api.Asked.Should().Equal(
            "/v1/balance_transactions?limit=100",
            "/v1/balance_transactions?limit=100&starting_after=b",
            "/v1/balance_transactions?limit=100&starting_after=c");
    }

    [Theory]
    [InlineData("charge", "usd", true)]
    [InlineData("refund", "usd", true)]
    [InlineData("dispute", "usd", true)]
    [InlineData("dispute_reversal", "usd", true)]
    [InlineData("partial_capture_reversal", "usd", true)]
    [InlineData("payout", "usd", false)]
    [InlineData("fee", "usd", false)]
    [InlineData("charge", "eur", false)]
    public async Task Only_dollars_of_some_categories_count(string category, string currency, bool counts)
    {
        await using var api = await FakeApi.AnsweringAsync(Page(false, Entry("a", "7", category, currency)));

        (await SumAsync(api)).Cents.Should().Be(counts ? 7 : 0);
    }

    [Fact]
    public async Task Amounts_have_no_bound()
    {
        await using var api = await FakeApi.AnsweringAsync(Page(false, Entry("a", "123456789012345678901234567890"), Entry("b", "1")));

        (await SumAsync(api)).Cents.Should().Be(BigInteger.Parse("123456789012345678901234567891", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_list_that_does_not_go_on_ends()
    {
        await using var same = await FakeApi.AnsweringAsync(Page(true, Entry("a", "1")));
        await using var empty = await FakeApi.AnsweringAsync(Page(true));
        await using var circle = await FakeApi.StartAsync(Serving(
            ("", Page(true, Entry("a", "1"))),
            ("a", Page(true, Entry("b", "1"))),
            ("b", Page(true, Entry("c", "1"))),
            ("c", Page(true, Entry("a", "1")))));

        foreach (var api in new[] { same, empty, circle })
        {
            (await SumAsync(api)).Problem.Should().Be("says that there is more, but does not go on");
            api.Asked.Count.Should().BeLessThan(20);
        }
    }

    [Theory]
    [InlineData("""{"object": "list", "has_more": false}""", "is not a list: it has no data")]
    [InlineData("""{"has_more": false, "data": {}}""", "is not a list: it has no data")]
    [InlineData("""{"data": []}""", "does not say whether there is more")]
    [InlineData("""{"data": [], "has_more": "true"}""", "does not say whether there is more")]
    public async Task What_is_not_a_list_says_why(string body, string problem)
    {
        await using var api = await FakeApi.AnsweringAsync(body);

        (await SumAsync(api)).Problem.Should().Be(problem);
    }

    [Theory]
    [InlineData("""{"id": "a", "amount": 1.5, "currency": "usd", "reporting_category": "charge"}""")]
    [InlineData("""{"id": "a", "amount": "1", "currency": "usd", "reporting_category": "charge"}""")]
    [InlineData("""{"id": "a", "currency": "usd", "reporting_category": "charge"}""")]
    [InlineData("""{"id": "a", "amount": 1, "currency": "usd"}""")]
    [InlineData("""{"amount": 1, "currency": "usd", "reporting_category": "charge"}""")]
    [InlineData("7")]
    public async Task What_is_not_a_balance_transaction_says_where(string entry)
    {
        await using var api = await FakeApi.AnsweringAsync(Page(false, Entry("b", "1"), entry));

        (await SumAsync(api)).Problem.Should().Be("has an item that is not a balance transaction: $.data[1]");
    }

    private static async Task<(BigInteger Cents, string? Problem)> SumAsync(FakeApi api)
    {
        await using var stripe = api.StripeClient();
        var sum = BigInteger.Zero;
        await foreach (var page in new BalanceTransactions(stripe, Project, new TestRow().Row).PagesAsync(CancellationToken.None))
        {
            if (page.Problem is not null) return (sum, page.Problem);
            foreach (var entry in page.Entries.Where(entry => entry.Counts)) sum += entry.Amount;
        }

        return (sum, null);
    }
}
