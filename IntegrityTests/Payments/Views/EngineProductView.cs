using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Views;

/// <summary>How a platform with a payments engine shows a product (source: docs/platform.md, Owned products at 2026-04).</summary>
internal static class EngineProductView
{
    /// <summary>In the list of what a customer owns: included items are as they are stored.</summary>
    public static View Owned(Product product)
    {
        var view = Common(product).Value("display_name", product.Body.Text("displayName") ?? "Product");
        return WithItems(view, product).Value("prices", Prices(product, _ => true));
    }

    /// <summary>As something that the customer can switch to: of the prices only those that are paid again and again.</summary>
    public static View Switchable(Product product)
    {
        var view = Common(product).Value("display_name", product.Body.Text("displayName") ?? "Product");
        return WithItems(view, product).Value("prices", Prices(product, HasInterval));
    }

    /// <summary>In the transactions list: each included item says how often it repeats and when it expires.</summary>
    public static View Listed(Product product)
    {
        var isBare = product.Body.Member("includedItems") is not { ValueKind: JsonValueKind.Object };
        return Common(product)
            .Value("display_name", product.Body.Text("displayName") ?? (isBare ? "Unknown Product" : "Product"))
            .Value("prices", Prices(product, _ => true))
            .Value("included_items", Normalized(product.Body.Member("includedItems")));
    }

    /// <summary>Whether a price is paid again and again.</summary>
    public static bool HasInterval(JsonElement price) => price.Member("interval") is { ValueKind: not JsonValueKind.Null };

    private static View Common(Product product) => new View()
        .Value("customer_type", product.CustomerType?.Name())
        .Value("stackable", product.Body.Member("stackable") is { ValueKind: JsonValueKind.True })
        .Value("server_only", product.Body.Member("serverOnly") is { ValueKind: JsonValueKind.True })
        .Value("client_metadata", Node(product.Body.Member("clientMetadata")), isPersonal: true)
        .Value("client_read_only_metadata", Node(product.Body.Member("clientReadOnlyMetadata")), isPersonal: true)
        .Value("server_metadata", Node(product.Body.Member("serverMetadata")), isPersonal: true);

    private static View WithItems(View view, Product product) => product.Body.Member("includedItems") is { } items
        ? view.Value("included_items", Node(items))
        : view.Absent("included_items");

    private static JsonObject Normalized(JsonElement? items)
    {
        var shown = new JsonObject();
        if (items is not { ValueKind: JsonValueKind.Object }) return shown;
        foreach (var item in items.Value.EnumerateObject())
        {
            shown[item.Name] = new JsonObject
            {
                ["quantity"] = Node(item.Value.Member("quantity")),
                ["repeat"] = Node(item.Value.Member("repeat")) ?? "never",
                ["expires"] = Node(item.Value.Member("expires")) ?? "never",
            };
        }

        return shown;
    }

    private static JsonObject Prices(Product product, Func<JsonElement, bool> isShown)
    {
        var shown = new JsonObject();
        if (product.Body.Member("prices") is not { ValueKind: JsonValueKind.Object } prices) return shown;
        foreach (var price in prices.EnumerateObject().Where(price => isShown(price.Value)))
        {
            var members = new JsonObject();
            foreach (var currency in Money.Decimals.Keys) Show(price.Value, currency, currency);
            Show(price.Value, "interval", "interval");
            Show(price.Value, "freeTrial", "free_trial");
            shown[price.Name] = members;

            void Show(JsonElement from, string name, string shownAs)
            {
                if (from.Member(name) is { } value) members[shownAs] = Node(value);
            }
        }

        return shown;
    }

    private static JsonNode? Node(JsonElement? value) =>
        value is { } present ? GivenJson.Node(present.GetRawText()) : null;
}
