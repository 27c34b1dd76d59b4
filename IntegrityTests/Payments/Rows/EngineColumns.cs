using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Payments.Rows;

/// <summary>The tables of the newer platform's payments engine (source: docs/platform.md, Engine).</summary>
internal static class EngineColumns
{
    /// <summary>Where it keeps all its tables, as a tree of paths.</summary>
    public static readonly Part Storage = new TableColumns("BulldozerStorageEngine", "keyPath", "value");

    /// <summary>How far its worker has come.</summary>
    public static readonly Part Clock = new TableColumns("BulldozerTimeFoldMetadata", "key", "lastProcessedAt");

    /// <summary>What a customer's products and balances follow from, apart from its rows.</summary>
    public static readonly Part Needed = new(
        Storage, Clock, SubscriptionColumns.Engine, OneTimePurchaseColumns.Engine, SubscriptionColumns.Table, ItemChangeColumns.Table);
}
