using System.Text.Json;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Transactions;

/// <summary>How a generation of the platform makes the transactions list out of rows.</summary>
public interface ITransactionRules
{
    /// <summary>Whether the list may show a transaction more than once.</summary>
    bool MayRepeat { get; }

    /// <summary>A cursor that goes on behind what was listed or passed over so far; null before the first.</summary>
    string? CursorAfter(TransactionProgress listed);

    /// <summary>Whether the list shows a row at all.</summary>
    bool Lists(StoredTransaction row);

    /// <summary>Collects what a listed transaction says otherwise than its row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="actual">The transaction.</param>
    /// <param name="path">Its JSON path.</param>
    /// <param name="found">Where differences go.</param>
    void Compare(StoredTransaction row, JsonElement actual, string path, ICollection<Difference> found);

    /// <summary>Why a page with the row is not served, as the rest of a sentence about the row; null where the row is sound.</summary>
    string? WhyNotServed(StoredTransaction row);

    /// <summary>Whether a list that continues behind a row has left another row behind too.</summary>
    bool IsLeftBehind(StoredTransaction row, StoredTransaction passed);

    /// <summary>Whether a transaction stands behind another one in the list where it should stand before it.</summary>
    bool AreSwapped(Transaction first, Transaction second);

    /// <summary>
    /// Those of the rows that the list cannot show as they are, because the platform has not carried them over to where it lists from.
    /// BDZ001 reports them.
    /// </summary>
    /// <param name="tenancy">The tenancy of the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlySet<Guid>> NotCarriedOverAsync(Guid tenancy, IReadOnlyCollection<StoredTransaction> rows, CancellationToken cancel);
}
