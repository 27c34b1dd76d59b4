namespace IntegrityTests.Tests.Checks.Database.Engine;

/// <summary>The 65 tables of the payments engine, by the invariant that compares them (source: docs/platform.md, Engine tables).</summary>
internal static class EngineTables
{
    /// <summary>Stored as the platform writes them.</summary>
    public static IReadOnlyList<string> Stored { get; } =
    [
        "payments-subscriptions", "payments-subscription-invoices", "payments-one-time-purchases", "payments-manual-item-quantity-changes",
        "payments-manual-transactions",
    ];

    /// <summary>They keep no rows: whoever reads them reads their inputs.</summary>
    public static IReadOnlyList<string> WithoutRows { get; } =
    [
        "payments-item-grant-repeat-events", "payments-transactions", "payments-compacted-transaction-entries",
        "payments-all-changes-with-expiries",
    ];

    /// <summary>The tables that are computed from others.</summary>
    public static IReadOnlyDictionary<string, string[]> Derived { get; } = new Dictionary<string, string[]>
    {
        ["BDZ003"] = ["payments-subscriptions-by-customer", "payments-subscriptions-sorted", "payments-subscription-map-by-customer"],
        ["BDZ004"] =
        [
            "payments-subscriptions-with-invoices", "payments-renewal-invoice-rows", "payments-subscription-renewal-events",
            "payments-cancel-pending-subscriptions", "payments-subscription-cancel-events", "payments-subscription-timefold",
            "payments-subscription-start-events", "payments-subscription-end-events", "payments-item-grant-repeat-from-subscriptions",
            "payments-one-time-purchase-events", "payments-otp-timefold", "payments-item-grant-repeat-from-otps",
            "payments-manual-item-quantity-change-events",
        ],
        ["BDZ005"] =
        [
            "payments-txn-subscription-renewal", "payments-txn-subscription-cancel", "payments-txn-subscription-start",
            "payments-txn-subscription-end", "payments-txn-item-grant-repeat", "payments-txn-one-time-purchase",
            "payments-txn-manual-item-quantity-change", "payments-txn-refund", "payments-transactions-by-customer",
        ],
        ["BDZ006"] =
        [
            "payments-transaction-entries", "payments-entries-active-subscription-change", "payments-entries-active-subscription-end",
            "payments-entries-active-subscription-start", "payments-entries-money-transfer", "payments-entries-product-grant",
            "payments-entries-product-revocation", "payments-entries-item-quantity-expire", "payments-entries-item-quantity-change-all",
            "payments-entries-item-quantity-change-compactable", "payments-entries-item-quantity-change-non-compactable",
            "payments-entries-compactable-sorted", "payments-entries-expires-sorted-for-compaction", "payments-entries-compacted-raw",
            "payments-entries-compacted-item-quantity-change",
        ],
        ["BDZ007"] = ["payments-product-entries", "payments-product-entries-sorted", "payments-owned-products"],
        ["BDZ008"] =
        [
            "payments-phase3-expire-entries", "payments-expire-entries-by-target", "payments-expire-entries-sorted",
            "payments-expiries-by-change-entry", "payments-expiries-by-customer", "payments-phase3-non-compacted-changes",
            "payments-changes-with-expiries", "payments-changes-with-expiry-arrays", "payments-phase3-compacted-changes",
            "payments-compacted-changes-with-null-expiries", "payments-split-item-changes-with-expiry",
        ],
        ["BDZ009"] = ["payments-changes-sorted-for-ledger", "payments-item-quantities"],
    };

    /// <summary>Those of which each row has a state beside it.</summary>
    public static IReadOnlyList<string> Folds { get; } =
    [
        "payments-subscription-map-by-customer", "payments-subscription-timefold", "payments-otp-timefold", "payments-owned-products",
        "payments-item-quantities",
    ];
}
