using System.Text.Json;
using System.Text.RegularExpressions;
using SampleDeployment.Api.Engine.Rows;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Customers;

namespace SampleDeployment.Api.Engine.Owned;

/// <summary>How the parts of a product are shown: differently in each list.</summary>
/// <param name="Name">The name of one that has none.</param>
/// <param name="WithoutInterval">Whether prices that are paid once are shown.</param>
/// <param name="IsFull">Whether included items are shown with all keys.</param>
internal sealed record SnapshotForm(string Name, bool WithoutInterval, bool IsFull)
{
    /// <summary>Of a product that a customer has.</summary>
    public static SnapshotForm Owned { get; } = new("Product", true, false);

    /// <summary>Of a product that a customer can change to.</summary>
    public static SnapshotForm Option { get; } = new("Product", false, false);

    /// <summary>Of a product that a transaction gave.</summary>
    public static SnapshotForm Granted { get; } = new("Product", true, true);

    /// <summary>Of a default product without items that a transaction gave.</summary>
    public static SnapshotForm Unknown { get; } = new("Unknown Product", true, true);
}

/// <summary>A product as the newest version's API shows it.</summary>
internal static partial class SnapshotView
{
    private static readonly string[] Currencies = ["USD", "EUR", "GBP", "JPY", "INR", "AUD", "CAD"];

    private static readonly string[] Units = ["day", "week", "month", "year"];

    private static readonly (string Name, Action<Utf8JsonWriter, (Snapshot Product, SnapshotForm Form)> Write)[] Common =
    [
        ("display_name", (writer, view) => writer.WriteStringValue(view.Product.Text("displayName") ?? view.Form.Name)),
        ("customer_type", (writer, view) => writer.WriteStringValue(view.Product.Text("customerType"))),
        ("stackable", Flag("stackable")),
        ("server_only", Flag("serverOnly")),
        ("client_metadata", Value("clientMetadata")),
        ("client_read_only_metadata", Value("clientReadOnlyMetadata")),
        ("server_metadata", Value("serverMetadata")),
        ("prices", (writer, view) => WritePrices(writer, view.Product, view.Form)),
    ];

    private static readonly Shape<(Snapshot Product, SnapshotForm Form)> WithoutItems = new(Common);

    private static readonly Shape<(Snapshot Product, SnapshotForm Form)> WithItems =
        new([.. Common, ("included_items", (writer, view) => WriteItems(writer, view.Product, view.Form))]);

    /// <exception cref="InvalidResponseException">It is not a product.</exception>
    public static void Write(Utf8JsonWriter writer, Snapshot product, SnapshotForm form)
    {
        Check(Customer.Types.Contains(product.Text("customerType")));
        var hasItems = product.Member("includedItems") is { ValueKind: JsonValueKind.Object };
        if (form == SnapshotForm.Granted && !hasItems)
        {
            Check(product.Text("prices") == Payments.Products.Product.Default);
            form = SnapshotForm.Unknown;
        }

        (hasItems || form.IsFull ? WithItems : WithoutItems).Write(writer, (product, form));
    }

    private static Action<Utf8JsonWriter, (Snapshot Product, SnapshotForm Form)> Flag(string name) =>
        (writer, view) => writer.WriteBooleanValue(view.Product.Member(name) is { ValueKind: JsonValueKind.True });

    private static Action<Utf8JsonWriter, (Snapshot Product, SnapshotForm Form)> Value(string name) =>
        (writer, view) => StoredJson.Write(writer, view.Product.Member(name)?.GetRawText());

    private static void WritePrices(Utf8JsonWriter writer, Snapshot product, SnapshotForm form)
    {
        writer.WriteStartObject();
        if (product.Member("prices") is { ValueKind: JsonValueKind.Object } prices)
        {
            foreach (var price in prices.EnumerateObject())
            {
                if (form.WithoutInterval || price.Value.TryGetProperty("interval", out _))
                    WritePrice(writer, price);
            }
        }

        writer.WriteEndObject();
    }

    private static void WritePrice(Utf8JsonWriter writer, JsonProperty price)
    {
        Check(Id().IsMatch(price.Name) && price.Value.ValueKind == JsonValueKind.Object);
        writer.WriteStartObject(price.Name);
        var amounts = Currencies.Where(currency => price.Value.TryGetProperty(currency, out _)).ToList();
        Check(amounts.Count > 0);
        foreach (var currency in amounts)
        {
            var amount = price.Value.GetProperty(currency);
            Check(amount.ValueKind == JsonValueKind.String
                && (currency == "JPY" ? Whole() : Amount()).IsMatch(amount.GetString()!));
            writer.WriteString(currency, amount.GetString());
        }

        foreach (var (name, shown) in new[] { ("interval", "interval"), ("freeTrial", "free_trial") })
        {
            if (!price.Value.TryGetProperty(name, out var interval)) continue;

            Check(IsInterval(interval));
            writer.WritePropertyName(shown);
            StoredJson.Write(writer, interval.GetRawText());
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, Snapshot product, SnapshotForm form)
    {
        writer.WriteStartObject();
        if (product.Member("includedItems") is { ValueKind: JsonValueKind.Object } items)
        {
            foreach (var item in items.EnumerateObject())
                WriteItem(writer, item, form);
        }

        writer.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter writer, JsonProperty item, SnapshotForm form)
    {
        Check(Id().IsMatch(item.Name) && item.Value.ValueKind == JsonValueKind.Object);
        writer.WriteStartObject(item.Name);
        foreach (var name in new[] { "quantity", "repeat", "expires" })
        {
            var isThere = item.Value.TryGetProperty(name, out var value);
            if (!isThere && (!form.IsFull || name == "quantity")) continue;

            writer.WritePropertyName(name);
            if (form.IsFull && (!isThere || value.ValueKind == JsonValueKind.Null))
            {
                writer.WriteStringValue("never");
                continue;
            }

            Check(name switch
            {
                "quantity" => value.ValueKind == JsonValueKind.Number,
                "repeat" => IsText(value, "never") || IsInterval(value),
                _ => IsText(value, "never", "when-purchase-expires", "when-repeated"),
            });
            StoredJson.Write(writer, value.GetRawText());
        }

        writer.WriteEndObject();
    }

    private static bool IsText(JsonElement value, params string[] texts) =>
        value.ValueKind == JsonValueKind.String && texts.Contains(value.GetString());

    private static bool IsInterval(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() == 2
        && value[0].ValueKind == JsonValueKind.Number
        && value[0].TryGetInt64(out var count)
        && count >= 0
        && IsText(value[1], Units);

    private static void Check(bool isSound)
    {
        if (!isSound)
            throw new InvalidResponseException("An answer contains something that is not a product.");
    }

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_-]{0,62}$")]
    private static partial Regex Id();

    [GeneratedRegex("^(0|[1-9][0-9]*)(\\.[0-9]{1,2})?$")]
    private static partial Regex Amount();

    [GeneratedRegex("^(0|[1-9][0-9]*)$")]
    private static partial Regex Whole();
}
