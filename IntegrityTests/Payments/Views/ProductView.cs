using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Views;

/// <summary>How the API shows a product snapshot: in snake case (source: docs/platform.md, Transactions).</summary>
internal static class ProductView
{
    /// <summary>What the API must answer about the snapshot.</summary>
    public static View Of(Product product)
    {
        var view = new View()
            .Value("customer_type", product.CustomerType?.Name())
            .Value("stackable", product.Body.Member("stackable") is { ValueKind: JsonValueKind.True })
            .Value("server_only", product.Body.Member("serverOnly") is { ValueKind: JsonValueKind.True })
            .Value("prices", Prices(product.Body.Member("prices")));
        if (product.Body.Text("displayName") is { } name) view.Value("display_name", name);
        if (product.Body.Member("includedItems") is { ValueKind: JsonValueKind.Object } items) view.Nested("included_items", Items(items));
        return view;
    }

    private static View Items(JsonElement items)
    {
        var view = new View();
        foreach (var item in items.EnumerateObject())
        {
            var included = new View();
            if (item.Value.ValueKind == JsonValueKind.Object)
                foreach (var member in item.Value.EnumerateObject()) included.Value(member.Name, Node(member.Value));
            view.Nested(item.Name, included);
        }

        return view;
    }

    private static JsonObject Prices(JsonElement? prices)
    {
        var shown = new JsonObject();
        if (prices is not { ValueKind: JsonValueKind.Object }) return shown;
        foreach (var price in prices.Value.EnumerateObject())
        {
            var members = new JsonObject();
            if (price.Value.ValueKind == JsonValueKind.Object)
                foreach (var member in price.Value.EnumerateObject().Where(member => member.Name != "serverOnly"))
                    members[member.Name == "freeTrial" ? "free_trial" : member.Name] = Node(member.Value);
            shown[price.Name] = members;
        }

        return shown;
    }

    private static JsonNode? Node(JsonElement value) => GivenJson.Node(value.GetRawText());
}
