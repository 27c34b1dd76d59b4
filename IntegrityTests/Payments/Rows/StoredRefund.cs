using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Payments.Rows;

/// <summary>
/// A refund, which the newer platform stores in its payments engine and in no table of its own (source: docs/platform.md, Engine).
/// </summary>
/// <param name="Row">The id of its row in the engine, such as <c>refund:one-time-purchase:ID</c>.</param>
/// <param name="At">When it takes effect, in milliseconds since 1970; null where the row does not say.</param>
/// <param name="Products">What the customer loses.</param>
public sealed record StoredRefund(string Row, long? At, IReadOnlyList<RefundedProduct> Products)
{
    /// <summary>Reads the engine's row.</summary>
    /// <param name="row">Its id.</param>
    /// <param name="json">Its content.</param>
    internal static StoredRefund Read(string row, string json)
    {
        var body = GivenJson.Element(json);
        var entries = body.Items("entries")?.EnumerateArray().Index() ?? [];
        return new StoredRefund(
            row,
            Long(body, "effectiveAtMillis"),
            [
                .. entries.Where(entry => entry.Item.Text("type") == "product-revocation").Select(entry => new RefundedProduct(
                    entry.Index,
                    entry.Item.Text("productId"),
                    Long(entry.Item, "quantity") ?? 0,
                    entry.Item.Text("adjustedTransactionId"),
                    Long(entry.Item, "adjustedEntryIndex"))),
            ]);
    }

    private static long? Long(JsonElement body, string name) =>
        body.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}

/// <summary>A product that a refund takes back.</summary>
/// <param name="Index">The position of its entry in the refund.</param>
/// <param name="ProductId">The product; null for an inline one.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Transaction">The transaction that gave it, such as <c>otp:ID</c>.</param>
/// <param name="EntryIndex">The position in it that the refund names: the API's refunds say 0, those of a migration where it is.</param>
public sealed record RefundedProduct(int Index, string? ProductId, long Quantity, string? Transaction, long? EntryIndex);
