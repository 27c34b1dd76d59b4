using System.Numerics;
using System.Text.Json;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Transactions;

/// <summary>An item of the transactions list.</summary>
/// <param name="Id">Its id: that of the row it comes from.</param>
/// <param name="CreatedAtMillis">Milliseconds since 1970.</param>
/// <param name="Source">What it comes from.</param>
/// <param name="Body">The whole item.</param>
public sealed record Transaction(Guid Id, long CreatedAtMillis, TransactionSource Source, JsonElement Body)
{
    /// <summary>What tells it from all others: no rule keeps the rows of two tables from having one id.</summary>
    public (TransactionSource Source, Guid Id) Key => (Source, Id);

    /// <summary>The entries, in order.</summary>
    public IEnumerable<JsonElement> Entries =>
        Body.Member("entries") is { ValueKind: JsonValueKind.Array } entries ? entries.EnumerateArray() : [];

    /// <summary>
    /// What the transaction brought, in US cents: the sum of its money transfers' <c>net_amount.USD</c> (source: docs/platform.md,
    /// Money). Null and why, where an amount cannot be read.
    /// </summary>
    public (BigInteger? Cents, string? Problem) NetUsd()
    {
        var sum = BigInteger.Zero;
        foreach (var transfer in Entries.Where(entry => entry.Text("type") == "money_transfer"))
        {
            var (cents, problem) = Money.Read(transfer.Member("net_amount").Text("USD"), "USD");
            if (cents is null) return (null, $"net_amount.USD {problem}");
            sum += cents.Value;
        }

        return (sum, null);
    }

    /// <summary>The transaction that an item of the list is; null when it is of an undocumented kind.</summary>
    public static Transaction? Read(JsonElement item)
    {
        if (!Guid.TryParse(item.Text("id"), out var id)) return null;
        if (item.Member("created_at_millis") is not { ValueKind: JsonValueKind.Number } created) return null;
        if (!created.TryGetInt64(out var millis)) return null;
        return SourceOf(item) is { } source ? new Transaction(id, millis, source, item) : null;
    }

    private static TransactionSource? SourceOf(JsonElement item) => item.Text("type") switch
    {
        "manual-item-quantity-change" => TransactionSource.ItemQuantityChange,
        "subscription-renewal" => TransactionSource.Renewal,
        "purchase" when GrantOf(item) is { } grant =>
            grant.Text("subscription_id") is not null ? TransactionSource.Subscription
            : grant.Text("one_time_purchase_id") is not null ? TransactionSource.OneTimePurchase
            : null,
        _ => null,
    };

    private static JsonElement? GrantOf(JsonElement item)
    {
        if (item.Member("entries") is not { ValueKind: JsonValueKind.Array } entries) return null;
        foreach (var entry in entries.EnumerateArray())
            if (entry.Text("type") == "product_grant") return entry;
        return null;
    }
}
