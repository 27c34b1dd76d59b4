namespace IntegrityTests.Deployment.Generations;

/// <summary>
/// The tables of the payments engine within the database, each of which has a marker once it is initialised. What is verified follows from
/// these; another table, of a newer version or of nobody, hides nothing of them.
/// </summary>
/// <param name="Marked">How many of them have their marker.</param>
internal sealed record EngineMarkers(long Marked)
{
    /// <summary>Their names, without the <c>payments-</c> with which each begins.</summary>
    public static readonly IReadOnlyList<string> Tables = """
        all-changes-with-expiries cancel-pending-subscriptions changes-sorted-for-ledger changes-with-expiries
        changes-with-expiry-arrays compacted-changes-with-null-expiries compacted-transaction-entries
        entries-active-subscription-change entries-active-subscription-end entries-active-subscription-start
        entries-compactable-sorted entries-compacted-item-quantity-change entries-compacted-raw
        entries-expires-sorted-for-compaction entries-item-quantity-change-all
        entries-item-quantity-change-compactable entries-item-quantity-change-non-compactable
        entries-item-quantity-expire entries-money-transfer entries-product-grant entries-product-revocation
        expire-entries-by-target expire-entries-sorted expiries-by-change-entry expiries-by-customer
        item-grant-repeat-events item-grant-repeat-from-otps item-grant-repeat-from-subscriptions item-quantities
        manual-item-quantity-change-events manual-item-quantity-changes manual-transactions one-time-purchase-events
        one-time-purchases otp-timefold owned-products phase3-compacted-changes phase3-expire-entries
        phase3-non-compacted-changes product-entries product-entries-sorted renewal-invoice-rows
        split-item-changes-with-expiry subscription-cancel-events subscription-end-events subscription-invoices
        subscription-map-by-customer subscription-renewal-events subscription-start-events subscription-timefold
        subscriptions subscriptions-by-customer subscriptions-sorted subscriptions-with-invoices transaction-entries
        transactions transactions-by-customer txn-item-grant-repeat txn-manual-item-quantity-change
        txn-one-time-purchase txn-refund txn-subscription-cancel txn-subscription-end txn-subscription-renewal
        txn-subscription-start
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Why the engine does not answer what follows from purchases; null when it is initialised.</summary>
    public string? WhyNotInitialised => Marked == Tables.Count
        ? null
        : $"the payments engine is not initialised: {Marked} of its {Tables.Count} tables have their marker in "
            + "BulldozerStorageEngine, and the API answers 0 for what is not there. Run the platform's migration, which initialises it";
}
