using System.Text.Json;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Customers;

namespace SampleDeployment.Api.Payments.Products;

/// <summary>A product as the API shows it: in snake case, and without what only the config needs.</summary>
internal static class ProductView
{
    private static readonly (string Name, Action<Utf8JsonWriter, Product> Write)[] Common =
    [
        ("display_name", (writer, product) => writer.WriteStringValue(product.Text("displayName"))),
        ("customer_type", (writer, product) => writer.WriteStringValue(product.CustomerType)),
        ("stackable", Flag("stackable")),
        ("server_only", Flag("serverOnly")),
        ("client_metadata", Value("clientMetadata")),
        ("client_read_only_metadata", Value("clientReadOnlyMetadata")),
        ("server_metadata", Value("serverMetadata")),
        ("prices", WritePrices),
    ];

    private static readonly Shape<Product> WithoutItems = new(Common);

    private static readonly Shape<Product> WithItems = new([.. Common, ("included_items", Value("includedItems"))]);

    /// <exception cref="InvalidResponseException">It is not a product.</exception>
    public static void Write(Utf8JsonWriter writer, Product product)
    {
        if (product.Text("displayName") is null || !Customer.Types.Contains(product.CustomerType))
            throw new InvalidResponseException("An answer contains something that is not a product.");

        (product.Member("includedItems") is null ? WithoutItems : WithItems).Write(writer, product);
    }

    private static Action<Utf8JsonWriter, Product> Flag(string name) =>
        (writer, product) => writer.WriteBooleanValue(product.Member(name) is { ValueKind: JsonValueKind.True });

    private static Action<Utf8JsonWriter, Product> Value(string name) =>
        (writer, product) => StoredJson.Write(writer, product.Member(name)?.GetRawText());

    private static void WritePrices(Utf8JsonWriter writer, Product product)
    {
        writer.WriteStartObject();
        if (product.Member("prices") is { ValueKind: JsonValueKind.Object } prices)
        {
            foreach (var price in prices.EnumerateObject())
                WritePrice(writer, price);
        }

        writer.WriteEndObject();
    }

    private static void WritePrice(Utf8JsonWriter writer, JsonProperty price)
    {
        writer.WriteStartObject(price.Name);
        foreach (var member in price.Value.EnumerateObject().Where(member => member.Name != "serverOnly"))
        {
            writer.WritePropertyName(member.Name == "freeTrial" ? "free_trial" : member.Name);
            StoredJson.Write(writer, member.Value.GetRawText());
        }

        writer.WriteEndObject();
    }
}
