using System.Text.Json;

namespace SampleDeployment.Api.Engine.Rows;

/// <summary>A refund, which the engine keeps as a transaction.</summary>
internal sealed class Refund(JsonElement data)
{
    public string TransactionId => data.GetProperty("txnId").GetString()!;

    public long EffectiveAt => data.GetProperty("effectiveAtMillis").GetInt64();

    /// <summary>What it takes back; what it pays back is in no list.</summary>
    public IEnumerable<RefundEntry> Revocations => data.GetProperty("entries").EnumerateArray()
        .Select((entry, index) => (Entry: entry, Index: index))
        .Where(entry => entry.Entry.GetProperty("type").GetString() == "product-revocation")
        .Select(entry => new RefundEntry(
            entry.Index,
            entry.Entry.GetProperty("productId").GetString(),
            entry.Entry.GetProperty("quantity").GetDecimal(),
            entry.Entry.GetProperty("adjustedTransactionId").GetString()!));
}

/// <summary>So many of a product are taken back.</summary>
/// <param name="Index">Its place in the transaction.</param>
/// <param name="ProductId">The product; null for one that was made up for the purchase.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Adjusts">The transaction that it takes back from.</param>
internal readonly record struct RefundEntry(int Index, string? ProductId, decimal Quantity, string Adjusts);
