using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>
/// Every page of transactions that a real backend with a payments engine answered is what its rows say, in all fields and in its order.
/// </summary>
public sealed class RecordedTransactionsTests
{
    private static readonly Lazy<RecordedTransactions> Fixture = new(() => new(Path.Combine(Checkout.Folder, "fixtures", "2026-04")));

    [Fact]
    public void Every_page_of_the_fixture_is_explained() => Explained(Fixture.Value).Should().Be((24, 191, 315));

    [FactRequiringFacts]
    public void Every_page_of_the_whole_deployment_is_explained() =>
        Explained(new RecordedTransactions(Path.Combine(SharedFacts.Folder, "written-2026-04"))).Should().Be((26, 334, 569));

    private static (int Pages, int Transactions, int Entries) Explained(RecordedTransactions recorded)
    {
        // No engine is asked: nothing is missing.
        var rules = new EngineTransactions(null!);
        var (pages, transactions, entries) = (0, 0, 0);
        foreach (var (tenancy, body) in recorded.Pages())
        {
            var rows = recorded.RowsOf(tenancy).Where(rules.Lists).ToList();
            var listed = body.GetProperty("transactions").EnumerateArray().Select(item => Transaction.Read(item)!).ToList();
            body.GetProperty("next_cursor").ValueKind.Should().Be(JsonValueKind.Null);
            listed.Select(item => (item.Source, item.Id)).Should().BeEquivalentTo(rows.Select(row => (row.Source, row.Id)));
            listed.Zip(listed.Skip(1)).Should().NotContain(pair => rules.AreSwapped(pair.First, pair.Second));
            var byId = rows.ToDictionary(row => row.Id);
            listed.SelectMany(item => DifferencesOf(rules, byId[item.Id], item.Body)).Should().BeEmpty();
            rows.Select(rules.WhyNotServed).OfType<string>().Should().BeEmpty("the page was served");
            (pages, transactions) = (pages + 1, transactions + listed.Count);
            entries += listed.Sum(item => item.Entries.Count());
        }

        return (pages, transactions, entries);
    }

    private static IEnumerable<string> DifferencesOf(EngineTransactions rules, StoredTransaction row, JsonElement listed)
    {
        var found = new List<Difference>();
        rules.Compare(row, listed, "$", found);
        return found.Select(difference => $"{row} {difference.Path} {difference.Message} {difference.Expected} {difference.Actual}");
    }
}
