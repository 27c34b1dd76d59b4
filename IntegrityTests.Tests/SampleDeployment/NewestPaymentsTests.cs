using FluentAssertions;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The default data set of the newest version has all that matters to its payments.</summary>
public sealed class NewestPaymentsTests(NewestSampleDataFixture sample) : IClassFixture<NewestSampleDataFixture>
{
    private static readonly string Odd = Plans.Of(Platform.Newest).Single(plan => plan.HasOddities).Id;

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
        """SELECT DISTINCT status || ' ' || ("endedAt" IS NOT NULL) FROM "Subscription" """,
        "active false", "canceled false", "canceled true", "incomplete false", "incomplete_expired true", "past_due false", "paused false",
        "trialing false", "unpaid false", "unpaid true")]
    [InlineData(
        """SELECT DISTINCT "cancelAtPeriodEnd"::text FROM "Subscription" WHERE status = 'active'""", "false", "true")]
    [InlineData("""SELECT DISTINCT ("refundedAt" IS NULL)::text FROM "OneTimePurchase" """, "false", "true")]
    [InlineData(
        """SELECT count(DISTINCT "keyPath"[2])::text || ' tables' FROM "BulldozerStorageEngine" WHERE value ? 'rowData'""", "61 tables")]
    [InlineData("""SELECT DISTINCT "onboardingStatus" FROM "Project" """, "completed", "welcome")]
    public async Task Rows_are_of_every_kind(string sql, params string[] kinds) => (await ColumnAsync(sql)).Should().BeEquivalentTo(kinds);

    [Fact]
    public async Task Engine_stands_at_the_moment_of_the_deployment() =>
        (await ColumnAsync("""SELECT ("lastProcessedAt" AT TIME ZONE 'UTC')::text FROM "BulldozerTimeFoldMetadata" """))
            .Should().Equal($"{SampleClock.Default:yyyy-MM-dd HH:mm:ss}");

    // Days are counted from the moment of the deployment.
    [Theory]
    [InlineData(1, "custom_credits", 0, "")]
    [InlineData(2, "custom_credits", 100, "custom-pack")]
    [InlineData(2, "custom_minutes", 80, "custom-pack")]
    [InlineData(3, "custom_credits", 100, "")]
    [InlineData(4, "custom_credits", 0, "")]
    [InlineData(5, "custom_credits", 100, "custom-plus")]
    [InlineData(6, "custom_credits", 12, "custom-weekly")]
    [InlineData(7, "custom_credits", 100, "custom-plus")]
    [InlineData(8, "custom_credits", 1.5, "")]
    [InlineData(8, "custom_minutes", -15, "")]
    public async Task Answers_follow_the_code_of_the_platform_where_it_is_odd(int customer, string item, double quantity, string product)
    {
        await using var served = await sample.ServeAsync();
        var id = $"org-{1000 + customer}";

        (await served.JsonAsync(Odd, $"payments/items/custom/{id}/{item}"))["quantity"]!.GetValue<double>().Should().Be(quantity);
        var products = await served.JsonAsync(Odd, $"payments/products/custom/{id}");
        products["items"]!.AsArray().Select(owned => (string?)owned!["id"] ?? "").Should().Equal(
            customer == 8 || product.Length > 0 ? [product] : Array.Empty<string>());
    }

    [Fact]
    public async Task Transactions_have_pages_that_do_not_repeat_and_an_end()
    {
        await using var served = await sample.ServeAsync();
        var project = Plans.Default.Single(plan => plan.OldChanges > 0).Id;
        var ids = new List<string>();
        var pages = 0;
        for (var cursor = ""; cursor is not null; pages++)
        {
            var page = await served.JsonAsync(project, $"internal/payments/transactions?limit=200{cursor}");
            ids.AddRange(page["transactions"]!.AsArray().Select(transaction => (string)transaction!["id"]!));
            cursor = (string?)page["next_cursor"] is { } next ? $"&cursor={next}" : null;
        }

        pages.Should().Be((ids.Count + 199) / 200).And.BeGreaterThan(2);
        ids.Should().OnlyHaveUniqueItems();
    }

    private async Task<List<string>> ColumnAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(sample.ConnectionString);
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }
}
