using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The stand-in's Stripe has Stripe's shape, and the same dollars as the project's transactions.</summary>
public abstract class SampleStripeTests(SampleDataFixture sample)
{
    private static readonly string[] Counted = ["charge", "refund", "dispute", "dispute_reversal", "partial_capture_reversal"];

    private static readonly string Account = Plans.Ordinary.StripeAccount!;

    [Fact]
    public async Task Its_dollars_are_those_of_the_transactions_and_it_has_more_than_them()
    {
        await using var served = await sample.ServeAsync();

        var entries = await AllAsync(served);

        entries.Should().HaveCountGreaterThan(200, "there has to be a third page");
        entries.Select(entry => (string)entry["id"]!).Should().OnlyHaveUniqueItems();
        entries.Select(entry => (string)entry["currency"]!).Distinct().Should().Contain(["usd", "eur"]);
        entries.Select(entry => (string)entry["reporting_category"]!).Distinct().Should().Contain([.. Counted, "payout", "fee"]);
        Dollars(entries).Should().Be(await ChargedAsync(served));
    }

    [Theory]
    [InlineData(null, "acct_sample0001", "", 401, "invalid_request_error")]
    [InlineData("wrong", "acct_sample0001", "", 401, "invalid_request_error")]
    [InlineData(SampleDataFixture.StripeKey, "acct_of_somebody_else", "", 403, "invalid_request_error")]
    [InlineData(SampleDataFixture.StripeKey, "sample-stripe-account-id", "", 403, "invalid_request_error")]
    [InlineData(SampleDataFixture.StripeKey, "acct_sample0001", "?limit=101", 400, "invalid_request_error")]
    [InlineData(SampleDataFixture.StripeKey, "acct_sample0001", "?starting_after=txn_none", 400, "invalid_request_error")]
    public async Task What_it_refuses_it_refuses_as_Stripe_does(string? key, string account, string query, int status, string type)
    {
        await using var served = await sample.ServeAsync();

        using var response = await AskAsync(served, key, account, query);

        ((int)response.StatusCode).Should().Be(status);
        ((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["type"]).Should().Be(type);
    }

    [Theory]
    [InlineData("stripe-cent", 1)]
    [InlineData("stripe-ends-early", null)]
    public async Task Its_dollars_can_be_wrong(string fault, int? more)
    {
        await using var served = await sample.ServeAsync(FaultCatalogue.Parse(fault));

        var difference = Dollars(await AllAsync(served)) - await ChargedAsync(served);

        difference.Should().NotBe(0);
        if (more is not null)
            difference.Should().Be(more);
    }

    [Fact]
    public async Task It_can_refuse_once_for_load()
    {
        await using var served = await sample.ServeAsync(FaultCatalogue.Parse("stripe-throttle:7"));

        using var first = await AskAsync(served, SampleDataFixture.StripeKey, Account, "");
        using var second = await AskAsync(served, SampleDataFixture.StripeKey, Account, "");

        first.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        first.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
        second.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async Task<List<JsonObject>> AllAsync(ServedDeployment served)
    {
        var entries = new List<JsonObject>();
        for (var query = "?limit=100"; ; query = $"?limit=100&starting_after={entries[^1]["id"]}")
        {
            using var response = await AskAsync(served, SampleDataFixture.StripeKey, Account, query);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            entries.AddRange(page["data"]!.AsArray().Select(entry => entry!.AsObject()));
            if (!page["has_more"]!.GetValue<bool>())
                return entries;
        }
    }

    private static long Dollars(IEnumerable<JsonObject> entries) => entries
        .Where(entry => (string?)entry["currency"] == "usd" && Counted.Contains((string?)entry["reporting_category"]))
        .Sum(entry => entry["amount"]!.GetValue<long>());

    // All are on two pages, of which none repeats.
    private static async Task<long> ChargedAsync(ServedDeployment served)
    {
        var first = await served.JsonAsync(Plans.Ordinary.Id, "internal/payments/transactions?limit=200");
        var second = await served.JsonAsync(
            Plans.Ordinary.Id, $"internal/payments/transactions?limit=200&cursor={Uri.EscapeDataString((string)first["next_cursor"]!)}");
        return first["transactions"]!.AsArray().Concat(second["transactions"]!.AsArray())
            .DistinctBy(transaction => (string)transaction!["id"]!)
            .SelectMany(transaction => transaction!["entries"]!.AsArray())
            .Where(entry => entry!["net_amount"] is not null)
            .Sum(entry => (long)(decimal.Parse((string)entry!["net_amount"]!["USD"]!, CultureInfo.InvariantCulture) * 100));
    }

    private static async Task<HttpResponseMessage> AskAsync(ServedDeployment served, string? key, string account, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, served.Url + "/v1/balance_transactions" + query);
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        request.Headers.Add("Stripe-Account", account);
        return await served.Http.SendAsync(request);
    }
}

/// <summary>In the reference version.</summary>
public sealed class ReferenceStripeTests(SampleDataFixture sample) : SampleStripeTests(sample), IClassFixture<SampleDataFixture>;

/// <summary>In the newest version.</summary>
public sealed class NewestStripeTests(NewestSampleDataFixture sample) : SampleStripeTests(sample), IClassFixture<NewestSampleDataFixture>;
