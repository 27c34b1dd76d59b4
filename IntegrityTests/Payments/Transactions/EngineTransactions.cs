using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Views;

namespace IntegrityTests.Payments.Transactions;

/// <summary>
/// The list of a platform whose payments engine keeps one table of all transactions (source: docs/platform.md, Transactions at 2026-04):
/// it has one order, newest first, and each page continues behind the last row of the page before.
/// </summary>
/// <param name="engine">The engine.</param>
internal sealed class EngineTransactions(EngineReader engine) : ITransactionRules
{
    /// <inheritdoc/>
    public bool MayRepeat => false;

    /// <inheritdoc/>
    public string? CursorAfter(TransactionProgress listed) => listed.Last is { } last
        ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $$"""{"createdAtMillis":{{last.Millis}},"txnId":"{{InternalId(last.Source, last.Id)}}"}"""))
        : null;

    /// <inheritdoc/>
    public bool Lists(StoredTransaction row) => row.Source != TransactionSource.Renewal || row.Product is not null;

    /// <inheritdoc/>
    public void Compare(StoredTransaction row, JsonElement actual, string path, ICollection<Difference> found) =>
        new EngineTransactionView(row).Compare(actual, path, found);

    /// <inheritdoc/>
    public string? WhyNotServed(StoredTransaction row)
    {
        if (StoredSource.MillisOf(row) < 0) return "which was created before 1970";
        if (CustomerTypes.Labelled(row.CustomerType) is null) return $"whose customerType {row.CustomerType} is unknown";
        if (row.Product is null) return null;
        var problem = EngineCharge.Of(row).Problem;
        if (row.Source != TransactionSource.Renewal) problem ??= ShownProduct.WhyNotListed(row.Product);
        return problem is null ? null : $"whose product {problem}";
    }

    /// <inheritdoc/>
    public bool IsLeftBehind(StoredTransaction row, StoredTransaction passed) => Compare(
        (StoredSource.MillisOf(row), row.Source, row.Id), (StoredSource.MillisOf(passed), passed.Source, passed.Id)) >= 0;

    /// <inheritdoc/>
    public bool AreSwapped(Transaction first, Transaction second) =>
        Compare((first.CreatedAtMillis, first.Source, first.Id), (second.CreatedAtMillis, second.Source, second.Id)) < 0;

    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>> NotCarriedOverAsync(
        Guid tenancy, IReadOnlyCollection<StoredTransaction> rows, CancellationToken cancel)
    {
        var different = new HashSet<Guid>();
        foreach (var type in rows.GroupBy(row => CustomerTypes.Labelled(row.CustomerType), row => row.CustomerId))
        {
            if (type.Key is not { } customers) continue;
            var copies = await engine.DifferentAsync(tenancy, customers, [.. type.Distinct()], cancel);
            different.UnionWith(copies.SelectMany(copy => copy).Select(copy => copy.Id));
        }

        return different;
    }

    // Later ones stand before earlier ones; at one time, the greater internal id does.
    private static int Compare(
        (long Millis, TransactionSource Source, Guid Id) left, (long Millis, TransactionSource Source, Guid Id) right) =>
        left.Millis != right.Millis
            ? left.Millis.CompareTo(right.Millis)
            : string.CompareOrdinal(InternalId(left.Source, left.Id), InternalId(right.Source, right.Id));

    private static string InternalId(TransactionSource source, Guid id) => source switch
    {
        TransactionSource.Subscription => $"sub-start:{id}",
        TransactionSource.OneTimePurchase => $"otp:{id}",
        TransactionSource.ItemQuantityChange => $"miqc:{id}",
        _ => $"sub-renewal:{id}",
    };
}
