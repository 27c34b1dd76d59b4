using System.Globalization;
using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.SampleDeployment;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>The rows and the transactions of a recorded deployment of the newer platform (source: docs/testing.md, Recordings).</summary>
internal sealed class RecordedTransactions
{
    private readonly string _folder;
    private readonly ILookup<string, StoredTransaction> _rows;
    private readonly Dictionary<string, string> _tenancies;

    public RecordedTransactions(string folder)
    {
        _folder = folder;
        _tenancies = Table("Tenancy").ToDictionary(row => row["projectId"], row => row["id"]);
        var refunds = Table("BulldozerStorageEngine").Where(row => row["value"].Contains("\"type\": \"refund\"", StringComparison.Ordinal))
            .Select(row => (Path: Key(row["keyPath"]), row["value"]))
            .Where(row => row.Path.Table == "external:payments-manual-transactions")
            .ToDictionary(
                row => row.Path.Row,
                row => StoredRefund.Read(row.Path.Row, JsonElement.Parse(row.Item2).GetProperty("rowData").GetRawText()));
        var subscriptions = Table("Subscription").ToLookup(row => (row["tenancyId"], row["stripeSubscriptionId"]));
        _rows = Enumerable.Empty<(string Tenancy, StoredTransaction Row)>()
            .Concat(Table("Subscription").Select(row => (row["tenancyId"], Purchase(TransactionSource.Subscription, row) with
            {
                Refund = refunds.GetValueOrDefault($"refund:subscription:{row["id"]}"),
            })))
            .Concat(Table("OneTimePurchase").Select(row => (row["tenancyId"], Purchase(TransactionSource.OneTimePurchase, row) with
            {
                Refund = refunds.GetValueOrDefault($"refund:one-time-purchase:{row["id"]}"),
            })))
            .Concat(Table("ItemQuantityChange").Select(row => (row["tenancyId"], Change(row))))
            .Concat(Table("SubscriptionInvoice").Where(row => row["isSubscriptionCreationInvoice"] == "f").Select(row =>
                (row["tenancyId"], Renewal(row, subscriptions[(row["tenancyId"], row["stripeSubscriptionId"])].SingleOrDefault()))))
            .ToLookup(row => row.Item1, row => row.Item2);
    }

    /// <summary>The rows of a tenancy that may be in its list.</summary>
    public IEnumerable<StoredTransaction> RowsOf(string tenancy) => _rows[tenancy];

    /// <summary>The recorded pages, with their tenancies.</summary>
    public IEnumerable<(string Tenancy, JsonElement Body)> Pages() =>
        from line in File.ReadLines(Path.Combine(_folder, "answers.jsonl"))
        where line.Contains("/internal/payments/transactions?limit=200\"", StringComparison.Ordinal)
        let answer = JsonElement.Parse(line)
        select (_tenancies[answer.GetProperty("project").GetString()!], answer.GetProperty("body"));

    private static (string Table, string Row) Key(string keyPath)
    {
        var path = JsonElement.Parse($"[{keyPath[1..^1]}]").EnumerateArray().Select(part => part.GetString()!.Trim('"')).ToList();
        return (path[1], path[^1]);
    }

    private static StoredTransaction Purchase(TransactionSource source, IReadOnlyDictionary<string, string> row) => new()
    {
        Source = source,
        Id = Guid.Parse(row["id"]),
        CreatedAt = Time(row),
        CustomerType = row["customerType"],
        CustomerId = row["customerId"],
        Quantity = Long(row),
        ProductId = Text(row, "productId"),
        Product = Product.Parse(row["product"]),
        PriceId = Text(row, "priceId"),
        IsTestMode = row["creationSource"] == "TEST_MODE",
        IsRefunded = row["refundedAt"].Length > 0,
    };

    private static StoredTransaction Change(IReadOnlyDictionary<string, string> row) => new()
    {
        Source = TransactionSource.ItemQuantityChange,
        Id = Guid.Parse(row["id"]),
        CreatedAt = Time(row),
        CustomerType = row["customerType"],
        CustomerId = row["customerId"],
        Quantity = Long(row),
        ItemId = row["itemId"],
    };

    private static StoredTransaction Renewal(IReadOnlyDictionary<string, string> row, IReadOnlyDictionary<string, string>? subscription) =>
        subscription is null
            ? new()
            {
                Source = TransactionSource.Renewal,
                Id = Guid.Parse(row["id"]),
                CreatedAt = Time(row),
                CustomerType = "",
                CustomerId = "",
                Quantity = 0,
            }
            : Purchase(TransactionSource.Renewal, subscription) with
            {
                Id = Guid.Parse(row["id"]),
                CreatedAt = Time(row),
                IsRefunded = false,
            };

    private static string? Text(IReadOnlyDictionary<string, string> row, string column) =>
        row[column] is { Length: > 0 } text ? text : null;

    private static long Long(IReadOnlyDictionary<string, string> row) => long.Parse(row["quantity"], CultureInfo.InvariantCulture);

    private static StoredTime Time(IReadOnlyDictionary<string, string> row) => StoredTime.OfUnixMilliseconds(
        DateTimeOffset.Parse(row["createdAt"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds());

    private IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string name) =>
        Csv.Read(Path.Combine(_folder, "tables", $"{name}.csv"));
}
