using FluentAssertions;
using Npgsql;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The default data set has all that the recorded states of payments show.</summary>
public sealed class SamplePaymentsTests(SampleDataFixture sample) : IClassFixture<SampleDataFixture>
{
    [Fact]
    public async Task Every_table_but_queues_drafts_and_sign_ins_under_way_has_rows()
    {
        var empty = new List<string>();
        foreach (var table in await ColumnAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        {
            if ((await ColumnAsync($"SELECT count(*)::text FROM \"{table}\"")).Single() == "0")
                empty.Add(table);
        }

        empty.Should().BeEquivalentTo(
            "CliAuthAttempt", "EmailDraft", "ExternalDbSyncMetadata", "OutgoingRequest", "ProjectUserAuthorizationCode");
    }

    [Theory]
    [InlineData(
        """SELECT DISTINCT status::text FROM "Subscription" """,
        "active", "canceled", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid")]
    [InlineData("""SELECT DISTINCT "customerType"::text FROM "Subscription" """, "CUSTOM", "TEAM", "USER")]
    [InlineData("""SELECT DISTINCT "creationSource"::text FROM "Subscription" """, "API_GRANT", "PURCHASE_PAGE", "TEST_MODE")]
    [InlineData("""SELECT DISTINCT ("productId" IS NULL)::text FROM "Subscription" """, "false", "true")]
    [InlineData("""SELECT DISTINCT ("productId" IS NULL)::text FROM "OneTimePurchase" """, "false", "true")]
    [InlineData("""SELECT DISTINCT ("refundedAt" IS NULL)::text FROM "OneTimePurchase" """, "false", "true")]
    [InlineData("""SELECT DISTINCT "isSubscriptionCreationInvoice"::text FROM "SubscriptionInvoice" """, "false", "true")]
    [InlineData("""SELECT DISTINCT sign(quantity)::text FROM "ItemQuantityChange" """, "-1", "1")]
    [InlineData(
        """
        SELECT DISTINCT (i.value ->> 'repeat') || ' ' || (i.value ->> 'expires')
        FROM (SELECT product FROM "Subscription" UNION ALL SELECT product FROM "OneTimePurchase") p,
            jsonb_each(p.product -> 'includedItems') i
        """,
        "never never", "never when-purchase-expires", "never when-repeated",
        "[1, \"day\"] never", "[1, \"day\"] when-purchase-expires", "[1, \"day\"] when-repeated",
        "[1, \"month\"] never", "[1, \"month\"] when-purchase-expires", "[1, \"month\"] when-repeated",
        "[1, \"week\"] when-purchase-expires", "[1, \"year\"] when-repeated", "[2, \"month\"] when-repeated",
        "[2, \"week\"] never", "[2, \"week\"] when-purchase-expires", "[2, \"week\"] when-repeated", "[3, \"day\"] never")]
    public async Task Purchases_are_of_every_kind(string sql, params string[] kinds)
    {
        (await ColumnAsync(sql)).Should().BeEquivalentTo(kinds);
    }

    [Fact]
    public async Task Nothing_has_happened_after_the_moment_at_which_the_deployment_stands_still()
    {
        var latest = await ColumnAsync(
            """
            SELECT max(moment)::text FROM (
                SELECT "createdAt" AS moment FROM "Subscription" UNION ALL SELECT "createdAt" FROM "OneTimePurchase"
                UNION ALL SELECT "createdAt" FROM "ItemQuantityChange" UNION ALL SELECT "createdAt" FROM "SubscriptionInvoice"
                UNION ALL SELECT "signedUpAt" FROM "ProjectUser" UNION ALL SELECT "lastActiveAt" FROM "ProjectUserRefreshToken") all_moments
            """);

        string.CompareOrdinal(latest.Single(), $"{SampleClock.Default:yyyy-MM-dd HH:mm:ss}").Should().BeNegative();
    }

    [Fact]
    public async Task Any_text_can_be_a_custom_customer()
    {
        await using var served = await sample.ServeAsync();
        var project = Plans.Default.Single(plan => plan.Peculiar).Id;

        foreach (var customer in new[] { "with space", "a/b", "50%", "q?x=1&y=2#z", "a%2Fb", "plus+sign" })
        {
            var products = await served.IdsAsync(project, $"payments/products/custom/{Uri.EscapeDataString(customer)}?limit=100");
            products.Should().Contain("custom-badge");
        }
        var bought = await served.JsonAsync(project, $"payments/items/custom/{Uri.EscapeDataString("a/b")}/custom_credits");
        var other = await served.JsonAsync(project, $"payments/items/custom/{Uri.EscapeDataString("nobody/b")}/custom_credits");
        bought["quantity"]!.GetValue<long>().Should().NotBe(other["quantity"]!.GetValue<long>());
    }

    private async Task<List<string>> ColumnAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(sample.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }
}
