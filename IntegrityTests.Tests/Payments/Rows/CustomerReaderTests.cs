using FluentAssertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Payments.Balances;
using Xunit;

namespace IntegrityTests.Tests.Payments.Rows;

[Collection(DatabaseCollection.Name)]
public sealed class CustomerReaderTests(DatabaseFixture databases)
{
    private readonly Tenant _tenant = new(databases.Shared);
    private readonly CustomerReader _reader = new(databases.Database);

    [Fact]
    public async Task Rows_come_with_their_customers()
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, changes: 3, subscriptions: 2);

        var groups = await _reader.ReadAsync(_tenant.Id, CustomerType.User, [ListedTransactions.Customer, "nobody"], default).ToListAsync();

        var customers = groups.Should().ContainSingle().Subject;
        customers.Select(customer => customer.Subject).Should().Equal($"user:{ListedTransactions.Customer}", "user:nobody");
        customers[0].Rows!.Subscriptions.Should().HaveCount(2)
            .And.OnlyContain(row => row.IsActive && row.Quantity == 3 && row.Product.Problem == null);
        customers[0].Rows!.ItemChanges.Select(row => row.Quantity).Should().BeEquivalentTo([1, 2, 3]);
        customers[1].Rows.Should().BeEquivalentTo(CustomerRows.None);
    }

    [Fact]
    public async Task Rows_have_all_that_is_stored_of_them()
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, changes: 1, subscriptions: 1);
        await databases.Shared.ExecuteAsync($"""
            UPDATE "Subscription" SET "cancelAtPeriodEnd" = TRUE, "creationSource" = 'TEST_MODE' WHERE "tenancyId" = '{_tenant.Id}';
            UPDATE "ItemQuantityChange" SET "expiresAt" = '2025-06-01' WHERE "tenancyId" = '{_tenant.Id}'
            """);

        var rows = await _reader.FindAsync(_tenant.Id, CustomerType.User, ListedTransactions.Customer, default);

        var subscription = rows.Subscriptions.Should().ContainSingle().Subject;
        subscription.Should().BeEquivalentTo(
            new
            {
                Id = ListedTransactions.Subscription(1),
                ProductId = "pro",
                PriceId = "monthly",
                Status = "active",
                CancelsAtPeriodEnd = true,
                IsTestMode = true,
                CreatedAt = LedgerRows.Time("2026-01-01T00:00:01"),
                PeriodStart = LedgerRows.Time("2026-01-01"),
                PeriodEnd = LedgerRows.Time("2027-01-01"),
            });
        rows.ItemChanges.Should().Equal(new StoredItemChange(
            ListedTransactions.Change(1),
            "credits",
            "USER",
            1,
            LedgerRows.Time("2025-01-01T00:00:01"),
            LedgerRows.Time("2025-06-01")));
    }

    [Theory]
    [InlineData(5000, false)]
    [InlineData(5001, true)]
    public async Task A_customer_has_too_many_purchases_beyond_5000(int count, bool isTooMany)
    {
        await databases.Shared.ExecuteAsync($$"""
            INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerId", "customerType", product, quantity, "creationSource")
            SELECT gen_random_uuid(), '{{_tenant.Id}}', 'many', 'CUSTOM', '{}', 1, 'API_GRANT' FROM generate_series(1, {{count}})
            """);

        var rows = await _reader.FindAsync(_tenant.Id, CustomerType.Custom, "many", default);

        rows.WhyPurchasesIncomplete.Should().Be(isTooMany ? "the customer has more than 5000 purchases" : null);
        rows.WhyChangesIncomplete.Should().BeNull();
    }

    [Fact]
    public async Task Item_changes_count_whatever_their_customer_type_and_purchases_do_not()
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, changes: 1, subscriptions: 1);

        var rows = await _reader.FindAsync(_tenant.Id, CustomerType.Team, ListedTransactions.Customer, default);

        rows.ItemChanges.Should().ContainSingle();
        rows.Subscriptions.Should().BeEmpty();
    }

    [Fact]
    public async Task Customers_with_very_many_rows_come_in_groups_and_one_with_too_many_says_so()
    {
        await databases.Shared.ExecuteAsync($"""
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity)
            SELECT gen_random_uuid(), '{_tenant.Id}', CASE WHEN n <= 100001 THEN 'many' ELSE 'few' END, 'CUSTOM', 'credits', 1
            FROM generate_series(1, 100003) n
            """);

        var groups = await _reader.ReadAsync(_tenant.Id, CustomerType.Custom, ["few", "many"], default).ToListAsync();

        groups.Should().HaveCount(2);
        groups[0].Single().Rows!.ItemChanges.Should().HaveCount(2);
        groups[0].Single().Rows!.WhyChangesIncomplete.Should().BeNull();
        groups[1].Single().Rows!.WhyChangesIncomplete.Should().Be("the customer has more than 100000 item changes");
    }

    [Fact]
    public async Task Custom_customers_are_all_that_any_row_names_once()
    {
        await databases.Shared.ExecuteAsync($"""
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity)
            SELECT gen_random_uuid(), '{_tenant.Id}', 'c' || (n % 6000),
                (CASE WHEN n > 12000 THEN 'USER' ELSE 'CUSTOM' END)::"CustomerType", 'credits', 1
            FROM generate_series(1, 12001) n
            """);

        var pages = await _reader.NamedIdsAsync(_tenant.Id, CustomerType.Custom, default).ToListAsync();

        pages.Select(page => page.Count).Should().Equal(5000, 1000);
        pages.SelectMany(page => page).Should().OnlyHaveUniqueItems();
    }
}
