using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database.Engine;

/// <summary>BDZ001 and BDZ002: what the platform writes of a purchase in two transactions is the same in both places.</summary>
[Collection(RecordedEngineCollection.Name)]
public sealed class StoredRowsTests(RecordedEngine recorded)
{
    private const string Refunded = "12cf73b3-9edc-4f12-8ac2-c00e004ebc80";

    public static TheoryData<string> Codes => ["BDZ001", "BDZ002"];

    public static TheoryData<string, string, string> Tables => new()
    {
        { "Subscription", "payments-subscriptions", "subscription" },
        { "SubscriptionInvoice", "payments-subscription-invoices", "invoice" },
        { "OneTimePurchase", "payments-one-time-purchases", "purchase" },
        { "ItemQuantityChange", "payments-manual-item-quantity-changes", "item-change" },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_healthy_engine_is_silent(string code)
    {
        await using var engine = await recorded.OpenAsync();

        (await engine.FindAsync(code, "")).Should().BeEmpty();
    }

    [TheoryRequiringFacts]
    [MemberData(nameof(Codes))]
    public async Task A_larger_healthy_engine_is_silent(string code)
    {
        await using var engine = await recorded.OpenLargeAsync();

        (await engine.FindAsync(code, "")).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_stored_row_that_is_missing_stale_foreign_or_of_nothing_is_found(string table, string name, string kind)
    {
        await using var engine = await recorded.OpenAsync();
        var ids = await engine.ReadAsync(
            $"""SELECT s.id::text FROM "{table}" s JOIN "Tenancy" t ON t.id = s."tenancyId" ORDER BY 1 LIMIT 4""", row => row.GetString(0));
        ids.Should().HaveCount(4);

        var found = await engine.FindAsync("BDZ001", $$"""
            DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:{{name}}"' AND "keyPath"[5] = '"{{ids[0]}}"';
            UPDATE "{{table}}" SET "createdAt" = "createdAt" - interval '1 second' WHERE id = '{{ids[1]}}';
            UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,tenancyId}', '"x"')
            WHERE "keyPath"[2] = '"external:{{name}}"' AND "keyPath"[5] = '"{{ids[2]}}"';
            DELETE FROM "{{table}}" WHERE id = '{{ids[3]}}';
            """);

        found.Should().HaveCount(4).And.OnlyContain(finding => finding.Cause == null && finding.Project != null);
        Detail(ids[0]).Should().EndWith($"has no row in {name}");
        Detail(ids[1]).Should().EndWith($"is stored in {name} with other values of createdAtMillis");
        Detail(ids[2]).Should().EndWith($"is stored in {name} with other values of tenancyId");
        Detail(ids[3]).Should().EndWith($"is stored in {name}, but not in the platform's own table");
        string Detail(string id) => found.Single(finding => finding.Subject == $"{kind}:{id}").Detail;
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task What_was_written_just_now_may_wait_for_the_engine(string code)
    {
        await using var engine = await recorded.OpenAsync();

        var found = await engine.FindAsync(code, """
            UPDATE "Subscription" SET "updatedAt" = now() AT TIME ZONE 'UTC', quantity = quantity + 1;
            UPDATE "ItemQuantityChange" SET "createdAt" = now() AT TIME ZONE 'UTC';
            UPDATE "OneTimePurchase" SET "refundedAt" = now() AT TIME ZONE 'UTC'
            """);

        found.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task What_is_left_of_a_tenancy_that_is_gone_is_information(string code)
    {
        await using var engine = await recorded.OpenAsync();

        var found = await engine.FindAsync(code, """DELETE FROM "OneTimePurchase"; DELETE FROM "Tenancy" """);

        found.Should().NotBeEmpty().And.OnlyContain(finding => finding.Cause == "its tenancy is gone");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task What_is_left_of_a_project_with_a_database_of_its_own_is_information(string code)
    {
        await using var engine = await recorded.OpenAsync();

        var found = await engine.FindAsync(code, """
            DELETE FROM "OneTimePurchase"; UPDATE "Project" SET "projectConfigOverride" = '{"sourceOfTruth": {"type": "postgres"}}'
            """);

        found.Should().NotBeEmpty().And.OnlyContain(finding => finding.Cause == "its project has a database of its own");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task An_engine_that_was_never_initialised_is_left_to_another_check(string code)
    {
        await using var engine = await recorded.OpenAsync();

        var found = await engine.FindAsync(code, """DELETE FROM "BulldozerStorageEngine" WHERE cardinality("keyPath") > 2""");

        found.Should().BeEmpty();
    }

    [Fact]
    public async Task A_purchase_that_the_platform_cannot_store_is_information()
    {
        await using var engine = await recorded.OpenAsync();
        var id = (await engine.ReadAsync("""SELECT min(id::text) FROM "OneTimePurchase" """, row => row.GetString(0))).Single();
        const string Items = """
            {"a": {"quantity": 1, "repeat": [1, "day"], "expires": "when-repeated"}, "b": {"quantity": 1, "repeat": [1, "week"]}}
            """;

        foreach (var (days, cause) in new[] { (8, "the platform cannot store a purchase whose items fall due together"), (6, null) })
        {
            var found = await engine.FindAsync("BDZ001", $$"""
                UPDATE "OneTimePurchase" SET product = jsonb_set(product, '{includedItems}', '{{Items}}'), "createdAt" =
                    (SELECT "lastProcessedAt" AT TIME ZONE 'UTC' FROM "BulldozerTimeFoldMetadata") - interval '{{days}} days'
                WHERE id = '{{id}}'
                """);

            found.Should().ContainSingle().Which.Cause.Should().Be(cause);
        }
    }

    [Fact]
    public async Task A_refund_that_is_missing_different_or_of_nothing_is_found()
    {
        await using var engine = await recorded.OpenAsync();
        const string Row = $""" "keyPath"[5] = '"refund:one-time-purchase:{Refunded}"' """;
        foreach (var (damage, detail) in new[]
        {
            ($"""DELETE FROM "BulldozerStorageEngine" WHERE {Row}""", "was refunded, and has no row in payments-manual-transactions"),
            (Change("{rowData,customerId}", "\"x\""), "has a refund in payments-manual-transactions with other values of customerId"),
            (Change("{rowData,effectiveAtMillis}", "1"),
                "has a refund in payments-manual-transactions with other values of effectiveAtMillis"),
            (Change("{rowData,entries,0,quantity}", "9"), "has a refund in payments-manual-transactions with other values of entries"),
            ($"""UPDATE "OneTimePurchase" SET "refundedAt" = NULL WHERE id = '{Refunded}'""",
                "has a row in payments-manual-transactions, but was not refunded"),
        })
        {
            var found = (await engine.FindAsync("BDZ002", damage)).Should().ContainSingle().Which;

            found.Subject.Should().Be($"purchase:{Refunded}");
            found.Detail.Should().MatchRegex("^of user:[0-9a-f-]{36} ").And.EndWith(detail);
        }

        (await engine.FindAsync("BDZ002", $"""DELETE FROM "OneTimePurchase" WHERE id = '{Refunded}'""")).Should().ContainSingle()
            .Which.Detail.Should().EndWith("is a refund of nothing that was bought");

        static string Change(string path, string value) =>
            $"""UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{path}', '{value}') WHERE {Row}""";
    }
}
