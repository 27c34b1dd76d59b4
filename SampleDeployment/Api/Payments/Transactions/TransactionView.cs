using System.Text.Json;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments.Transactions;

/// <summary>A transaction as the API shows it.</summary>
internal static class TransactionView
{
    private static readonly Shape<TransactionRow> Grant = Entry(
        "product_grant",
        ("product_id", (writer, row) => writer.WriteStringValue(row.ProductId)),
        ("product", (writer, row) => ProductView.Write(writer, row.Product!)),
        ("price_id", (writer, row) => writer.WriteStringValue(row.PriceId)),
        ("quantity", (writer, row) => writer.WriteNumberValue(row.Quantity)));

    private static readonly Shape<TransactionRow> SubscriptionGrant = new([.. Grant.Properties, ("subscription_id", WriteId)]);

    private static readonly Shape<TransactionRow> OneTimeGrant = new([.. Grant.Properties, ("one_time_purchase_id", WriteId)]);

    private static readonly Shape<TransactionRow> Transfer = Entry(
        "money_transfer",
        ("charged_amount", (writer, row) => WriteCharged(writer, row.Charged)),
        ("net_amount", (writer, row) => WriteNet(writer, row.Charged)));

    private static readonly Shape<TransactionRow> Change = Entry(
        "item_quantity_change",
        ("item_id", (writer, row) => writer.WriteStringValue(row.ItemId)),
        ("quantity", (writer, row) => writer.WriteNumberValue(row.Quantity)));

    private static readonly Shape<TransactionRow> Refund = new(
        ("transaction_id", (writer, row) => writer.WriteStringValue($"{row.Id}:refund")),
        ("entry_index", (writer, _) => writer.WriteNumberValue(0)));

    public static Shape<TransactionRow> Shape { get; } = new(
        ("id", WriteId),
        ("created_at_millis", (writer, row) => writer.WriteNumberValue(row.CreatedAt)),
        ("effective_at_millis", (writer, row) => writer.WriteNumberValue(row.CreatedAt)),
        ("type", (writer, row) => writer.WriteStringValue(TypeOf(row.Source))),
        ("entries", WriteEntries),
        ("adjusted_by", (writer, row) => writer.WriteArray(row.IsRefunded ? [row] : Array.Empty<TransactionRow>(), Refund.Write)),
        ("test_mode", (writer, row) => writer.WriteBooleanValue(row.IsTestMode)));

    private static string TypeOf(TransactionSource source) => source switch
    {
        TransactionSource.ItemChange => "manual-item-quantity-change",
        TransactionSource.Renewal => "subscription-renewal",
        _ => "purchase",
    };

    private static Shape<TransactionRow> Entry(
        string type, params (string Name, Action<Utf8JsonWriter, TransactionRow> Write)[] properties) => new(
    [
        ("type", (writer, _) => writer.WriteStringValue(type)),
        ("adjusted_transaction_id", (writer, _) => writer.WriteNullValue()),
        ("adjusted_entry_index", (writer, _) => writer.WriteNullValue()),
        ("customer_type", (writer, row) => writer.WriteStringValue(row.CustomerType)),
        ("customer_id", (writer, row) => writer.WriteStringValue(row.CustomerId)),
        .. properties,
    ]);

    private static void WriteEntries(Utf8JsonWriter writer, TransactionRow row)
    {
        writer.WriteStartArray();
        switch (row.Source)
        {
            case TransactionSource.ItemChange:
                Change.Write(writer, row);
                break;
            case TransactionSource.Subscription:
                SubscriptionGrant.Write(writer, row);
                break;
            case TransactionSource.OneTimePurchase:
                OneTimeGrant.Write(writer, row);
                break;
        }

        if (row.Charged.Count > 0)
            Transfer.Write(writer, row);
        writer.WriteEndArray();
    }

    private static void WriteId(Utf8JsonWriter writer, TransactionRow row) => writer.WriteStringValue(row.Id);

    private static void WriteCharged(Utf8JsonWriter writer, IEnumerable<Money> charged)
    {
        writer.WriteStartObject();
        foreach (var money in charged)
            writer.WriteString(money.Currency, money.Text);
        writer.WriteEndObject();
    }

    private static void WriteNet(Utf8JsonWriter writer, IEnumerable<Money> charged)
    {
        writer.WriteStartObject();
        writer.WriteString("USD", charged.FirstOrDefault(money => money.Currency == "USD", new("USD", 0)).Text);
        writer.WriteEndObject();
    }
}
