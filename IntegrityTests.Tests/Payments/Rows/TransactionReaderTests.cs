using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Rows;

/// <summary>The rows that the transactions list shows, in its order, over as many pages as they take.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class TransactionReaderTests(DatabaseFixture databases)
{
    private readonly Tenant _tenant = new(databases.Shared);
    private readonly TransactionReader _reader = new(databases.Database);

    [Theory]
    [InlineData(TransactionSource.ItemQuantityChange, 5003)]
    [InlineData(TransactionSource.Subscription, 1003)]
    public async Task All_rows_are_read_newest_first_over_several_pages(TransactionSource source, int count)
    {
        await StoreAsync(source, count);

        var ids = await _reader.NewestFirstAsync(_tenant.Id, source, default).Select(row => row.Id).ToListAsync();

        ids.Should().Equal(Enumerable.Range(1, count).Reverse().Select(number => IdOf(source, number)));
    }

    [Fact]
    public async Task All_rows_are_read_by_id_over_several_pages()
    {
        await StoreAsync(TransactionSource.ItemQuantityChange, 1003);

        var pages = await _reader.PagesAsync(_tenant.Id, TransactionSource.ItemQuantityChange, default).ToListAsync();

        pages.Select(page => page.Count).Should().Equal(1000, 3);
        pages.SelectMany(page => page).Select(row => row.Id).Should().Equal(Enumerable.Range(1, 1003).Select(ListedTransactions.Change));
    }

    [Theory]
    [InlineData(TransactionSource.ItemQuantityChange, "ItemQuantityChange")]
    [InlineData(TransactionSource.Subscription, "Subscription")]
    public async Task A_row_of_a_time_that_never_comes_is_the_newest(TransactionSource source, string table)
    {
        await StoreAsync(source, 3);
        await databases.Shared.ExecuteAsync(
            $"""UPDATE "{table}" SET "createdAt" = 'infinity' WHERE "tenancyId" = '{_tenant.Id}' AND id = '{IdOf(source, 2)}'""");

        var rows = await _reader.NewestFirstAsync(_tenant.Id, source, default).ToListAsync();

        rows.Select(row => row.Id).Should().Equal(IdOf(source, 2), IdOf(source, 3), IdOf(source, 1));
        rows[0].CreatedAt.Should().Be(StoredTime.AfterAll);
    }

    [Fact]
    public async Task Only_the_rows_of_the_tenancy_are_found()
    {
        var other = new Tenant(databases.Shared);
        await StoreAsync(TransactionSource.Subscription, 2);
        await ListedTransactions.StoreAsync(databases.Shared, other.Id, changes: 1, subscriptions: 0);

        (await FindAsync(TransactionSource.Subscription, ListedTransactions.Subscription(2))).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Quantity = 3L, ProductId = "pro", Status = "active", IsRefunded = false });
        (await FindAsync(TransactionSource.ItemQuantityChange, ListedTransactions.Change(1))).Should().BeEmpty();
        (await FindAsync(TransactionSource.Subscription)).Should().BeEmpty();
    }

    private static Guid IdOf(TransactionSource source, int number) => source == TransactionSource.Subscription
        ? ListedTransactions.Subscription(number)
        : ListedTransactions.Change(number);

    private Task StoreAsync(TransactionSource source, int count) => ListedTransactions.StoreAsync(
        databases.Shared,
        _tenant.Id,
        source == TransactionSource.ItemQuantityChange ? count : 0,
        source == TransactionSource.Subscription ? count : 0);

    private Task<List<StoredTransaction>> FindAsync(TransactionSource source, params Guid[] ids) =>
        _reader.FindAsync(_tenant.Id, source, ids, default);
}
