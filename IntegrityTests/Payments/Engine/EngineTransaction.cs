using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Engine;

/// <summary>A transaction of the platform's engine, of one customer (source: docs/platform.md, Engine).</summary>
/// <param name="Id">Its id, by which expiries and revocations name it, such as <c>sub-start:ID</c>.</param>
/// <param name="Row">The id of its row in the engine, which decides where times are equal.</param>
/// <param name="At">When it takes effect, in milliseconds since 1970.</param>
/// <param name="Entries">Its entries; the engine names each by its position.</param>
internal sealed record EngineTransaction(string Id, string Row, long At, IReadOnlyList<Entry> Entries);

/// <summary>An entry of a transaction.</summary>
internal abstract record Entry
{
    /// <summary>An entry that gives and takes nothing, but has a position: about money, or about the state of a subscription.</summary>
    public static readonly Entry Other = new OtherEntry();

    private sealed record OtherEntry : Entry;
}

/// <summary>The customer gets a product.</summary>
/// <param name="ProductId">The product; null for an inline one.</param>
/// <param name="Product">The snapshot.</param>
/// <param name="Quantity">How many.</param>
internal sealed record ProductGrant(string? ProductId, Product Product, long Quantity) : Entry;

/// <summary>The customer loses a product.</summary>
/// <param name="ProductId">The product; null for an inline one.</param>
/// <param name="Quantity">How many.</param>
internal sealed record ProductRevocation(string? ProductId, long Quantity) : Entry;

/// <summary>The customer gets or uses an item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">How much; negative for a use.</param>
/// <param name="Expires">What ends it.</param>
/// <param name="ExpiresAt">When it ends by itself, in milliseconds since 1970; null: never.</param>
internal sealed record ItemChange(string Item, decimal Quantity, ItemExpiry Expires, long? ExpiresAt = null) : Entry
{
    /// <summary>Whether anything can end it.</summary>
    public bool CanExpire => Expires != ItemExpiry.Never || ExpiresAt is not null;
}

/// <summary>The customer loses what an earlier entry gave.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Transaction">The earlier transaction.</param>
/// <param name="Index">The position of the entry in it.</param>
internal sealed record ItemExpiration(string Item, decimal Quantity, string Transaction, int Index) : Entry;
