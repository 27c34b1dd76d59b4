using IntegrityTests.Deployment.Records;
using IntegrityTests.Deployment.Stripe;
using Microsoft.AspNetCore.Http;

namespace IntegrityTests.Tests.Fakes;

/// <summary>Stripe's list, in pages that the test writes down: the first, and those after an id.</summary>
internal static class StripeList
{
    public const string Key = "k4n4ry-stripe-key";

    public static Project Project { get; } = Example.Project() is var project
        ? project with { Row = project.Row with { StripeAccountId = "acct_1" } }
        : null!;

    /// <summary>A client with pauses of a millisecond.</summary>
    public static StripeApi StripeClient(this FakeApi api, TimeSpan? timeout = null, TimeProvider? clock = null) =>
        new(new StripeSettings(api.Url, Key, timeout ?? TimeSpan.FromSeconds(30))
        {
            RetryDelay = TimeSpan.FromMilliseconds(1),
            Clock = clock ?? TimeProvider.System,
        });

    /// <summary>Answers with the page that begins after the id that is asked for; the first one has none.</summary>
    public static RequestDelegate Serving(params (string After, string Page)[] pages) => context =>
        context.AnswerAsync(pages.First(page => page.After == context.Request.Query["starting_after"].ToString()).Page);

    public static string Page(bool hasMore, params string[] entries) =>
        $$"""
        {
            "object": "list", "url": "/v1/balance_transactions", "has_more": {{(hasMore ? "true" : "false")}},
            "data": [{{string.Join(',', entries)}}]
        }
        """;

    public static string Entry(string id, string amount, string category = "charge", string currency = "usd") =>
        $$"""
        {
            "id": "{{id}}", "object": "balance_transaction", "amount": {{amount}}, "currency": "{{currency}}",
            "reporting_category": "{{category}}"
        }
        """;
}
