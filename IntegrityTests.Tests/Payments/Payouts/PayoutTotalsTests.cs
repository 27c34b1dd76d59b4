using System.Numerics;
using FluentAssertions;
using IntegrityTests.Payments.Payouts;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;
using static IntegrityTests.Tests.Fakes.StripeList;

namespace IntegrityTests.Tests.Payments.Payouts;

public sealed class PayoutTotalsTests
{
    [Fact]
    public async Task Both_lists_add_up_in_cents()
    {
        var stripe = Page(false, Entry("a", "2535"), Entry("b", "-99", "payout"));
        await using var api = await ServeAsync(Transactions("5.25", "0.1", "20"), stripe);

        (await OfTransactionsAsync(api)).Should().Be(new BigInteger(2535));
        (await OfStripeAsync(api)).Should().Be(new BigInteger(2535));
    }

    [Theory]
    [InlineData("5.255", "has 3 decimals, but USD has 2")]
    [InlineData("1e3", "is not a decimal number")]
    public async Task An_amount_that_is_none_is_a_finding(string amount, string problem)
    {
        await using var api = await ServeAsync(Transactions(amount), Page(false));
        var row = new TestRow();

        (await OfTransactionsAsync(api, row)).Should().BeNull();

        row.Texts.Should().Equal(
            $"transaction:00000000-0000-4000-8000-000000000000 has an amount that cannot be added up: net_amount.USD {problem}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"transactions": [{"id": "no id"}], "next_cursor": null}""")]
    public async Task Transactions_that_cannot_be_read_leave_the_project_out(string transactions)
    {
        await using var api = await ServeAsync(transactions, Page(false));

        var adding = () => OfTransactionsAsync(api);

        (await adding.Should().ThrowAsync<RowSkippedException>()).WithMessage("*(see PAY001)");
    }

    [Fact]
    public async Task An_account_that_Stripe_refuses_is_a_finding()
    {
        await using var api = await FakeApi.AnsweringAsync("""{"error": {"code": "account_invalid"}}""", 403);
        var row = new TestRow();

        (await OfStripeAsync(api, row)).Should().BeNull();

        row.Texts.Should().ContainSingle().Which.Should()
            .StartWith("project:project-1 Stripe's list should answer 200, but answers 403").And.Contain("stripeAccountId");
    }

    private static Task<FakeApi> ServeAsync(string transactions, string stripe) => FakeApi.StartAsync(context =>
        context.AnswerAsync(context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) ? stripe : transactions));

    private static async Task<BigInteger?> OfTransactionsAsync(FakeApi api, TestRow? row = null)
    {
        await using var stripe = api.StripeClient();
        var totals = new PayoutTotals((row ?? new TestRow()).Of(api.Client(), Project), stripe, new MergedTransactions());
        return await totals.OfTransactionsAsync(CancellationToken.None);
    }

    private static async Task<BigInteger?> OfStripeAsync(FakeApi api, TestRow? row = null)
    {
        await using var stripe = api.StripeClient();
        var totals = new PayoutTotals((row ?? new TestRow()).Of(api.Client(), Project), stripe, new MergedTransactions());
        return (await totals.OfStripeAsync(CancellationToken.None))?.Cents;
    }

    private static string Transactions(params string[] amounts) =>
        $$"""{"transactions": [{{string.Join(',', amounts.Select(Transaction))}}], "next_cursor": null}""";

    private static string Transaction(string amount, int number) =>
        $$$"""
        {"id": "0000000{{{number}}}-0000-4000-8000-000000000000", "created_at_millis": {{{1000 - number}}}, "type": "subscription-renewal",
         "entries": [{"type": "money_transfer", "charged_amount": {"USD": "{{{amount}}}"}, "net_amount": {"USD": "{{{amount}}}"}}]}
        """;
}
