using System.Text.Json;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Transactions;

/// <summary>
/// The list of a platform that merges the rows of four tables when it is asked (source: docs/platform.md, Transactions). Each table
/// continues behind its own last row, so the list may repeat transactions, and only each table's own order is sure.
/// </summary>
internal sealed class MergedTransactions : ITransactionRules
{
    private static readonly IReadOnlySet<Guid> Nothing = new HashSet<Guid>();

    /// <inheritdoc/>
    public bool MayRepeat => true;

    /// <inheritdoc/>
    public string CursorAfter(TransactionProgress listed) =>
        string.Join('|', Enum.GetValues<TransactionSource>().Select(source => listed[source].Last?.ToString() ?? ""));

    /// <inheritdoc/>
    public bool Lists(StoredTransaction row) => true;

    /// <inheritdoc/>
    public void Compare(StoredTransaction row, JsonElement actual, string path, ICollection<Difference> found) =>
        new TransactionView(row).Compare(actual, path, found);

    /// <inheritdoc/>
    public string? WhyNotServed(StoredTransaction row) => row.Product?.Problem is { } problem ? $"whose product {problem}" : null;

    /// <inheritdoc/>
    public bool IsLeftBehind(StoredTransaction row, StoredTransaction passed) => row.Source == passed.Source
        && (StoredSource.MillisOf(row), row.Id).CompareTo((StoredSource.MillisOf(passed), passed.Id)) >= 0;

    /// <inheritdoc/>
    public bool AreSwapped(Transaction first, Transaction second) => false;

    /// <inheritdoc/>
    public Task<IReadOnlySet<Guid>> NotCarriedOverAsync(
        Guid tenancy, IReadOnlyCollection<StoredTransaction> rows, CancellationToken cancel) => Task.FromResult(Nothing);
}
