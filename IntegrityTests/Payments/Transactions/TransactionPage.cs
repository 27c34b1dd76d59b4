using IntegrityTests.Deployment.Api;

namespace IntegrityTests.Payments.Transactions;

/// <summary>A page of the transactions list.</summary>
/// <param name="Response">The answer. When it is no page, the lists are empty and the list has ended here.</param>
/// <param name="New">Transactions that no page before had, in the order of the list.</param>
/// <param name="Repeated">Transactions that a page before had: the list's cursor repeats (source: stack-auth/api.md, Transactions).</param>
/// <param name="Unreadable">Positions of items that are of no documented kind.</param>
public sealed record TransactionPage(
    ApiResponse Response, IReadOnlyList<Transaction> New, IReadOnlyList<Transaction> Repeated, IReadOnlyList<int> Unreadable)
{
    /// <summary>Whether the answer is a page at all.</summary>
    public required bool IsPage { get; init; }

    /// <summary>Whether the list says that a page follows, although this one had nothing that was not listed before: it goes in circles.</summary>
    public required bool GoesInCircles { get; init; }
}
