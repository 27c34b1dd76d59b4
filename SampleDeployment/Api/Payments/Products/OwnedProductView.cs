using System.Text.Json;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Customers;

namespace SampleDeployment.Api.Payments.Products;

/// <summary>A product that a customer has, as the API shows it.</summary>
internal sealed class OwnedProductView
{
    private static readonly Shape<Subscription> Period = new(
        ("subscription_id", (writer, row) => writer.WriteId(row.Id)),
        ("current_period_end", (writer, row) => WriteTime(writer, row.PeriodEnd)),
        ("cancel_at_period_end", (writer, row) => writer.WriteBooleanValue(row.CancelAtPeriodEnd)),
        ("is_cancelable", (writer, row) => writer.WriteBooleanValue(row.Id is not null)));

    private static readonly Shape<(string Id, Product Product)> Option = new(
        ("product_id", (writer, option) => writer.WriteStringValue(option.Id)),
        ("product", (writer, option) => ProductView.Write(writer, option.Product)));

    private static readonly (string Name, Action<Utf8JsonWriter, OwnedProduct> Write)[] Common =
    [
        ("id", (writer, owned) => writer.WriteStringValue(owned.Id)),
        ("type", (writer, owned) => writer.WriteStringValue(owned.Subscription is null ? "one_time" : "subscription")),
        ("quantity", (writer, owned) => writer.WriteNumberValue(owned.Quantity)),
        ("product", (writer, owned) => ProductView.Write(writer, owned.Product)),
        ("subscription", WritePeriod),
    ];

    private static readonly Shape<OwnedProduct> OneTime = new(Common);

    private readonly Shape<OwnedProduct> _subscribed;

    public OwnedProductView(PaymentsConfig config) => _subscribed = new(
    [
        .. Common,
        ("switch_options", (writer, owned) => writer.WriteArray(config.OthersInLine(owned.Id, owned.Product), Option.Write)),
    ]);

    public void Write(Utf8JsonWriter writer, OwnedProduct owned) =>
        (owned.Subscription is null ? OneTime : _subscribed).Write(writer, owned);

    private static void WritePeriod(Utf8JsonWriter writer, OwnedProduct owned)
    {
        if (owned.Subscription is { } subscription)
            Period.Write(writer, subscription);
        else
            writer.WriteNullValue();
    }

    private static void WriteTime(Utf8JsonWriter writer, long? millis)
    {
        if (millis is { } value)
            writer.WriteStringValue($"{DateTime.UnixEpoch.AddMilliseconds(value):yyyy-MM-ddTHH:mm:ss.fffZ}");
        else
            writer.WriteNullValue();
    }
}

/// <summary>A product that a customer has.</summary>
/// <param name="Key">What the cursor of a page that begins here says.</param>
/// <param name="Id">The product's id; null for one that was made up for this purchase.</param>
/// <param name="Product">What was bought.</param>
/// <param name="Quantity">How many.</param>
/// <param name="CreatedAt">Since when; the list is in this order.</param>
/// <param name="Subscription">Null for a one-time purchase.</param>
internal sealed record OwnedProduct(string Key, string? Id, Product Product, int Quantity, long CreatedAt, Subscription? Subscription)
{
    public static OwnedProduct Of(Subscription row) =>
        new(row.Id?.ToString() ?? $"default-{row.ProductId}", row.ProductId, row.Product, row.Quantity, row.CreatedAt, row);

    public static OwnedProduct Of(OneTimePurchase row) =>
        new(row.Id.ToString(), row.ProductId, row.Product, row.Quantity, row.CreatedAt, null);
}
