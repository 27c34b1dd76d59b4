namespace SampleDeployment.Api.Engine.Transactions;

/// <summary>Something that happened to a customer's payments.</summary>
/// <param name="RowId">The engine's id of it, which decides among those of one moment.</param>
/// <param name="Id">The id that other transactions name it by.</param>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Entries">What it did, in its order: places matter.</param>
internal sealed record Transaction(string RowId, string Id, long At, IReadOnlyList<Entry> Entries);

/// <summary>One thing that a transaction does.</summary>
internal abstract record Entry;

/// <summary>An entry that nothing is computed of, but that takes its place.</summary>
internal sealed record Marker : Entry;

/// <summary>Money is paid.</summary>
internal sealed record MoneyTransfer(IReadOnlyList<(string Currency, string Amount)> Charged) : Entry;

/// <summary>The customer gets products.</summary>
internal sealed record ProductGrant(string? ProductId, Rows.Snapshot Product, decimal Quantity) : Entry;

/// <summary>The customer loses products.</summary>
internal sealed record ProductRevocation(string? ProductId, decimal Quantity) : Entry;

/// <summary>The customer gets or loses some of an item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Ends">What will end it; null is nothing.</param>
/// <param name="ExpiresAt">When it ends at a moment that is known already.</param>
internal sealed record ItemGrant(string Item, decimal Quantity, Rows.Ending? Ends = null, long? ExpiresAt = null) : Entry
{
    /// <summary>Whether nothing ends it.</summary>
    public bool IsPermanent => Ends is null && ExpiresAt is null;
}

/// <summary>Something that was given ends.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">How much was given.</param>
/// <param name="Transaction">The transaction that gave it.</param>
/// <param name="Index">The place of the entry that gave it.</param>
internal sealed record ItemExpiry(string Item, decimal Quantity, string Transaction, int Index) : Entry;
