using System.Text.Json;
using System.Text.Json.Nodes;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Customers;
using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments;

/// <summary>The part of a rendered config about payments.</summary>
internal sealed class PaymentsConfig
{
    private readonly List<string> _lines;

    public PaymentsConfig(JsonNode? payments)
    {
        using var document = JsonDocument.Parse(payments?.ToJsonString(JsonDepth.Relaxed) ?? "{}", JsonDepth.Document);
        var json = document.RootElement.Clone();
        Products = [.. Members(json, "products").Select(member => (member.Name, new Product(member.Value)))];
        Items = Members(json, "items").ToDictionary(member => member.Name, member => member.Value);
        _lines = [.. Members(json, "productLines").Select(member => member.Name)];
    }

    /// <summary>In the order of the config.</summary>
    public IReadOnlyList<(string Id, Product Product)> Products { get; }

    public IReadOnlyDictionary<string, JsonElement> Items { get; }

    /// <summary>The stored subscriptions and those that default products add.</summary>
    /// <exception cref="InvalidResponseException">Two default products are in one line: the platform crashes then.</exception>
    public IReadOnlyList<Subscription> WithDefaults(Customer customer, IReadOnlyList<Subscription> stored)
    {
        var defaults = Products.Where(entry => entry.Product.IsDefault && entry.Product.CustomerType == customer.Type).ToList();
        var inLines = _lines.Select(line => DefaultOf(line, defaults)).OfType<(string Id, Product Product)>()
            .Where(entry => !stored.Any(row => row.IsInForce && row.Product.Line == entry.Product.Line));
        var alone = defaults.Where(entry => entry.Product.Line is null && !stored.Any(row => row.ProductId == entry.Id));
        return [.. stored, .. inLines.Concat(alone).Select(entry => new Subscription { ProductId = entry.Id, Product = entry.Product })];
    }

    /// <summary>What a customer who has a product of a line can change to.</summary>
    public IEnumerable<(string Id, Product Product)> OthersInLine(string? id, Product product) => product.Line is null
        ? []
        : Products.Where(other => other.Id != id && other.Product.Line == product.Line
            && other.Product is { IsDefault: false, IsAddOn: false } && other.Product.CustomerType == product.CustomerType);

    private static (string Id, Product Product)? DefaultOf(string line, IEnumerable<(string Id, Product Product)> defaults) =>
        defaults.Where(entry => entry.Product.Line == line).ToList() switch
        {
            [] => null,
            [var only] => only,
            _ => throw new InvalidResponseException($"The product line {line} has several default products."),
        };

    private static JsonElement.ObjectEnumerator Members(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object
            ? inner.EnumerateObject()
            : default;
}
