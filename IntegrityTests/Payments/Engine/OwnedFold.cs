using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Engine;

/// <summary>What a customer owns of a product (source: docs/platform.md, Engine).</summary>
/// <param name="ProductId">The product; null stands for all inline products together.</param>
/// <param name="Quantity">How many, of all purchases; never negative.</param>
/// <param name="Product">The snapshot of the last purchase; null where there is none, only a refund.</param>
public sealed record EngineProduct(string? ProductId, long Quantity, Product? Product)
{
    /// <summary>The product line; null: none.</summary>
    public string? ProductLineId => Product?.ProductLineId;
}

/// <summary>Adds up what a customer got and lost of each product.</summary>
internal static class OwnedFold
{
    /// <summary>All products that the customer ever had, in the order of the API's list.</summary>
    /// <param name="transactions">The customer's transactions.</param>
    public static IReadOnlyList<EngineProduct> Of(IEnumerable<EngineTransaction> transactions)
    {
        var owned = new SortedDictionary<string, EngineProduct>(ListOrder.Instance);
        var entries = transactions
            .SelectMany(transaction => transaction.Entries.Select((entry, index) => (transaction, entry, index)))
            .Where(row => row.entry is ProductGrant or ProductRevocation)
            .OrderBy(row => row.transaction.At)
            .ThenBy(row => IdOf(row.transaction, row.entry, row.index), StringComparer.Ordinal);
        foreach (var (_, entry, _) in entries)
        {
            if (entry is ProductGrant grant)
                owned[Key(grant.ProductId)] = new EngineProduct(
                    grant.ProductId, Math.Max(0, Had(grant.ProductId).Quantity + grant.Quantity), grant.Product);
            else if (entry is ProductRevocation { ProductId: var id, Quantity: var quantity })
                owned[Key(id)] = Had(id) with { Quantity = Math.Max(0, Had(id).Quantity - quantity) };
        }

        return [.. owned.Values];

        EngineProduct Had(string? id) => owned.GetValueOrDefault(Key(id)) ?? new EngineProduct(id, 0, null);
    }

    // Grants come before revocations of the same time.
    private static string IdOf(EngineTransaction transaction, Entry entry, int index) =>
        $"{(entry is ProductGrant ? 4 : 5)}:{transaction.Row}:{index + 1}:1:1";

    private static string Key(string? productId) => productId ?? "__null__";

    // By upper-case letters; where only the case differs, the other way round.
    private sealed class ListOrder : IComparer<string>
    {
        public static readonly ListOrder Instance = new();

        public int Compare(string? x, string? y)
        {
            var order = string.CompareOrdinal(x!.ToUpperInvariant(), y!.ToUpperInvariant());
            return order != 0 ? order : string.CompareOrdinal(y, x);
        }
    }
}
