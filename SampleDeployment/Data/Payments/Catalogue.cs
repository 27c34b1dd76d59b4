using System.Text.Json.Nodes;

namespace SampleDeployment.Data.Payments;

/// <summary>What the projects of a sample sell: for each type of customer two items, and products of every kind.</summary>
internal static class Catalogue
{
    private static readonly string[] Types = ["user", "team", "custom"];

    // T stands for the type of customer.
    private const string Products =
        """
        {
          "T-free": {"line": true, "prices": "include-by-default", "items": {
            "T_credits": {"quantity": 10, "repeat": [1, "month"], "expires": "when-repeated"},
            "T_minutes": {"quantity": 1, "repeat": "never", "expires": "never"}}},
          "T-plus": {"line": true, "prices": {"monthly": {"USD": "20", "interval": [1, "month"], "serverOnly": false}}, "items": {
            "T_credits": {"quantity": 100, "repeat": [1, "month"], "expires": "when-repeated"},
            "T_minutes": {"quantity": 2, "repeat": "never", "expires": "when-purchase-expires"}}},
          "T-pro": {"line": true, "prices": {"monthly": {"USD": "49.99", "EUR": "45.50", "JPY": "7500", "interval": [1, "month"],
            "freeTrial": [2, "week"], "serverOnly": false}}, "items": {
            "T_credits": {"quantity": 5, "repeat": [1, "week"], "expires": "when-purchase-expires"},
            "T_minutes": {"quantity": 7, "repeat": [3, "day"], "expires": "never"}}},
          "T-badge": {"prices": "include-by-default", "items": {
            "T_minutes": {"quantity": 1, "repeat": "never", "expires": "when-purchase-expires"}}},
          "T-seats": {"stackable": true, "isAddOnTo": {"T-plus": true, "T-pro": true}, "prices": {"monthly": {"USD": "9.50",
            "interval": [1, "month"], "serverOnly": false}}, "items": {
            "T_minutes": {"quantity": 3, "repeat": "never", "expires": "when-repeated"}}},
          "T-pack": {"stackable": true, "prices": {"once": {"USD": "5.25", "GBP": "4.20", "JPY": "800", "serverOnly": false}}, "items": {
            "T_credits": {"quantity": 50, "repeat": "never", "expires": "never"},
            "T_minutes": {"quantity": 20, "repeat": [1, "day"], "expires": "when-repeated"}}},
          "T-solo": {"prices": {"yearly": {"USD": "120", "interval": [1, "year"], "serverOnly": false}}, "items": {
            "T_credits": {"quantity": 1000, "repeat": [1, "year"], "expires": "when-repeated"},
            "T_minutes": {"quantity": 9, "repeat": [2, "month"], "expires": "when-repeated"}}},
          "T-weekly": {"prices": {"weekly": {"USD": "3", "interval": [2, "week"], "serverOnly": false}}, "items": {
            "T_credits": {"quantity": 4, "repeat": [2, "week"], "expires": "never"},
            "T_minutes": {"quantity": 6, "repeat": [2, "week"], "expires": "when-repeated"}}},
          "T-daily": {"prices": {"daily": {"USD": "0.99", "interval": [1, "day"], "serverOnly": false}}, "items": {
            "T_credits": {"quantity": 2, "repeat": [1, "day"], "expires": "when-purchase-expires"},
            "T_minutes": {"quantity": 1, "repeat": [1, "day"], "expires": "never"}}},
          "T-monthly": {"stackable": true, "prices": {"monthly": {"USD": "7", "interval": [1, "month"], "serverOnly": true}}, "items": {
            "T_credits": {"quantity": 30, "repeat": [1, "month"], "expires": "never"},
            "T_minutes": {"quantity": 8, "repeat": [1, "month"], "expires": "when-purchase-expires"}}},
          "T-abroad": {"stackable": true, "prices": {"once": {"EUR": "12.30", "JPY": "1999", "serverOnly": false}}, "items": {
            "T_credits": {"quantity": 12, "repeat": [2, "week"], "expires": "when-purchase-expires"}}},
          "T-gift": {"serverOnly": true, "prices": {"free": {"USD": "0", "serverOnly": true}}, "items": {
            "T_minutes": {"quantity": 5, "repeat": "never", "expires": "never"}}}
        }
        """;

    /// <summary>The snapshot that a purchase of a product keeps.</summary>
    public static string Product(string type, string name) => All[$"{type}-{name}"];

    private static Dictionary<string, string> All { get; } = Types
        .SelectMany(type => JsonNode.Parse(Products
            .Replace("T-", type + "-", StringComparison.Ordinal)
            .Replace("T_", type + "_", StringComparison.Ordinal))!
            .AsObject()
            .Select(entry => (Id: entry.Key, Product: Full(type, entry.Key, entry.Value!.AsObject()))))
        .ToDictionary(entry => entry.Id, entry => entry.Product.ToJsonString());

    /// <summary>All products, by id.</summary>
    public static IEnumerable<(string Id, string Product)> Everything =>
        All.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value));

    /// <summary>Sets the project's configuration of payments.</summary>
    public static void AddTo(JsonObject config)
    {
        config["payments.testMode"] = false;
        config["payments.items"] = Object(Types.SelectMany(type => new[] { (type, "credits"), (type, "minutes") }).Select(item => (
            $"{item.type}_{item.Item2}",
            (JsonNode)new JsonObject
            {
                ["displayName"] = $"{item.Item2} of a {item.type}",
                ["customerType"] = item.type,
            })));
        config["payments.productLines"] = Object(Types.Select(type => (
            $"{type}-plans", (JsonNode)new JsonObject { ["displayName"] = $"Plans of a {type}", ["customerType"] = type })));
        config["payments.products"] = Object(All.Select(entry => (entry.Key, JsonNode.Parse(entry.Value)!)));
    }

    private static JsonObject Full(string type, string id, JsonObject brief)
    {
        var product = new JsonObject
        {
            ["displayName"] = char.ToUpperInvariant(id[type.Length + 1]) + id[(type.Length + 2)..],
            ["customerType"] = type,
            ["serverOnly"] = brief["serverOnly"]?.DeepClone() ?? false,
            ["stackable"] = brief["stackable"]?.DeepClone() ?? false,
            ["isAddOnTo"] = brief["isAddOnTo"]?.DeepClone() ?? false,
            ["prices"] = brief["prices"]!.DeepClone(),
            ["includedItems"] = brief["items"]!.DeepClone(),
        };
        if (brief["line"] is not null)
            product["productLineId"] = $"{type}-plans";
        return product;
    }

    private static JsonObject Object(IEnumerable<(string Name, JsonNode Value)> members) =>
        new(members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, member.Value)));
}
