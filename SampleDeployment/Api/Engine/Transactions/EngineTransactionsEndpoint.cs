using System.Text.Json;
using SampleDeployment.Api.Engine.Owned;
using SampleDeployment.Api.Engine.Rows;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Transactions;

namespace SampleDeployment.Api.Engine.Transactions;

/// <summary>What was bought, renewed and changed by hand, newest first, as the engine has it.</summary>
internal static class EngineTransactionsEndpoint
{
    private static readonly Shape<(Listed Of, RefundEntry Entry)> Adjustment = new(
        ("transaction_id", (writer, refund) => writer.WriteStringValue(refund.Of.Refund!.TransactionId)),
        ("entry_index", (writer, refund) => writer.WriteNumberValue(refund.Entry.Index)));

    private static readonly Shape<(Listed Of, ProductGrant Grant)> SubscriptionGrant = Grant("subscription_id");

    private static readonly Shape<(Listed Of, ProductGrant Grant)> OneTimeGrant = Grant("one_time_purchase_id");

    private static readonly Shape<(Listed Of, MoneyTransfer Money)> Money = Entry<MoneyTransfer>(
        "money_transfer",
        ("charged_amount", (writer, entry) => WriteAmounts(writer, entry.Entry.Charged)),
        ("net_amount", (writer, entry) => WriteAmounts(
            writer, [("USD", entry.Entry.Charged.FirstOrDefault(amount => amount.Currency == "USD").Amount ?? "0")])));

    private static readonly Shape<(Listed Of, ItemGrant Item)> Item = Entry<ItemGrant>(
        "item_quantity_change",
        ("item_id", (writer, entry) => writer.WriteStringValue(entry.Entry.Item)),
        ("quantity", (writer, entry) => writer.WriteRawValue(StoredJson.Number((double)entry.Entry.Quantity))));

    private static readonly Shape<Listed> Transaction = new(
        ("id", (writer, listed) => writer.WriteStringValue(listed.Id)),
        ("created_at_millis", (writer, listed) => writer.WriteNumberValue(listed.At)),
        ("effective_at_millis", (writer, listed) => writer.WriteNumberValue(listed.At)),
        ("type", (writer, listed) => writer.WriteStringValue(TypeOf(listed.Kind))),
        ("entries", (writer, listed) => writer.WriteArray(
            listed.Entries.Where(entry => entry is not Marker), (inner, entry) => WriteEntry(inner, listed, entry))),
        ("adjusted_by", (writer, listed) => writer.WriteArray(Adjustments(listed), Adjustment.Write)),
        ("test_mode", (writer, listed) => writer.WriteBooleanValue(listed.Row is Purchase { IsTestMode: true })));

    private static readonly Shape<(IEnumerable<Listed> Transactions, string? Next)> Page = new(
        ("transactions", (writer, page) => writer.WriteArray(page.Transactions, Transaction.Write)),
        ("next_cursor", (writer, page) => writer.WriteStringValue(page.Next)));

    public static async Task<Answer> ListAsync(ApiRequest request)
    {
        var limit = TransactionsEndpoint.Limit(request.Query("limit"));
        var listed = await EnginePage.ReadAsync(request, EngineCursor.Parse(request.Query("cursor")), limit);
        var next = listed.Count > limit ? EngineCursor.After(listed[limit - 1]) : null;
        return Answer.Json(writer => Page.Write(writer, (listed.Take(limit), next)));
    }

    private static IEnumerable<(Listed Of, RefundEntry Entry)> Adjustments(Listed listed) =>
        listed.Refund?.Revocations.Where(entry => entry.Adjusts == listed.TransactionId).Select(entry => (listed, entry)) ?? [];

    private static string TypeOf(ListedKind kind) => kind switch
    {
        ListedKind.Change => "manual-item-quantity-change",
        ListedKind.Renewal => "subscription-renewal",
        _ => "purchase",
    };

    private static Shape<(Listed Of, ProductGrant Grant)> Grant(string source) => Entry<ProductGrant>(
        "product_grant",
        ("product_id", (writer, entry) => writer.WriteStringValue(entry.Entry.ProductId)),
        ("product", (writer, entry) => SnapshotView.Write(writer, entry.Entry.Product, SnapshotForm.Granted)),
        ("price_id", (writer, entry) => writer.WriteStringValue(((Purchase)entry.Of.Row).PriceId)),
        ("quantity", (writer, entry) => writer.WriteRawValue(StoredJson.Number((double)entry.Entry.Quantity))),
        (source, (writer, entry) => writer.WriteStringValue(entry.Of.Id)));

    private static Shape<(Listed Of, T Entry)> Entry<T>(
        string type, params (string Name, Action<Utf8JsonWriter, (Listed Of, T Entry)> Write)[] properties) => new(
    [
        ("type", (writer, _) => writer.WriteStringValue(type)),
        ("adjusted_transaction_id", (writer, _) => writer.WriteNullValue()),
        ("adjusted_entry_index", (writer, _) => writer.WriteNullValue()),
        ("customer_type", (writer, entry) => writer.WriteStringValue(entry.Of.Row.CustomerType)),
        ("customer_id", (writer, entry) => writer.WriteStringValue(entry.Of.Row.CustomerId)),
        .. properties,
    ]);

    private static void WriteEntry(Utf8JsonWriter writer, Listed listed, Entry entry)
    {
        switch (entry)
        {
            case ProductGrant grant:
                (listed.Kind == ListedKind.Start ? SubscriptionGrant : OneTimeGrant).Write(writer, (listed, grant));
                break;
            case MoneyTransfer money:
                Money.Write(writer, (listed, money));
                break;
            case ItemGrant item:
                Item.Write(writer, (listed, item));
                break;
        }
    }

    private static void WriteAmounts(Utf8JsonWriter writer, IEnumerable<(string Currency, string Amount)> amounts)
    {
        writer.WriteStartObject();
        foreach (var (currency, amount) in amounts)
            writer.WriteString(currency, amount);
        writer.WriteEndObject();
    }
}
