using SampleDeployment.Api.Engine.Balances;
using SampleDeployment.Api.Engine.Rows;
using SampleDeployment.Api.Engine.Transactions;

namespace SampleDeployment.Api.Engine.Owned;

/// <summary>A product that a customer has: all of one id together, and all that were made up for a purchase together.</summary>
/// <param name="Id">The product's id; null for those that were made up.</param>
/// <param name="Product">What was bought last.</param>
/// <param name="Quantity">How many.</param>
internal sealed record OwnedProduct(string? Id, Snapshot Product, decimal Quantity)
{
    private const string MadeUp = "__null__";

    /// <summary>What the cursor of a page that begins here says.</summary>
    public string Key => Id ?? MadeUp;
}

/// <summary>Which products a customer has.</summary>
internal static class Ownership
{
    /// <summary>In the order of the platform's list.</summary>
    public static List<OwnedProduct> Of(IReadOnlyList<Transaction> history)
    {
        // Products are given before they are taken at one moment: the engine's ids of what gives begin with a smaller number.
        var entries = Placed<ProductGrant>.In(history)
            .Select(grant => (grant.At, Id: $"4:{grant.RowId}:1:1", Entry: (Entry)grant.Entry))
            .Concat(Placed<ProductRevocation>.In(history)
                .Select(revocation => (revocation.At, Id: $"5:{revocation.RowId}:1:1", Entry: (Entry)revocation.Entry)))
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Id, StringComparer.Ordinal);
        var owned = new Dictionary<string, OwnedProduct>();
        foreach (var (_, _, entry) in entries)
        {
            if (entry is ProductGrant grant)
            {
                var given = new OwnedProduct(grant.ProductId, grant.Product, grant.Quantity);
                var before = owned.GetValueOrDefault(given.Key)?.Quantity ?? 0;
                owned[given.Key] = given with { Quantity = Math.Max(0, before + grant.Quantity) };
            }
            else if (entry is ProductRevocation revocation
                && owned.Values.FirstOrDefault(product => product.Id == revocation.ProductId) is { } left)
            {
                owned[left.Key] = left with { Quantity = Math.Max(0, left.Quantity - revocation.Quantity) };
            }
        }

        return
        [
            .. owned.Values.Where(product => product.Quantity > 0)
                .OrderBy(product => product.Key.ToUpperInvariant(), StringComparer.Ordinal)
                .ThenByDescending(product => product.Key, StringComparer.Ordinal),
        ];
    }
}
