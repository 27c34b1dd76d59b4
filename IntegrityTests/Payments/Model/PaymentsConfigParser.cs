using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Payments.Model;

/// <summary>
/// Reads the config's <c>payments</c>. What is malformed becomes a problem of the config and not a failure to read it: users and teams of
/// the project are verified all the same.
/// </summary>
internal static class PaymentsConfigParser
{
    public static PaymentsConfig Parse(JsonElement? payments)
    {
        if (payments is null) return PaymentsConfig.None;
        var problems = new List<ConfigProblem>();
        if (payments is not { ValueKind: JsonValueKind.Object })
            return PaymentsConfig.None with { Problems = [new ConfigProblem("payments", "is not an object")] };

        var items = new Dictionary<string, Item>(StringComparer.Ordinal);
        foreach (var item in Entries(payments, "items", problems))
        {
            if (CustomerTypes.Named(item.Value.Text("customerType")) is { } type)
                items[item.Name] = new Item(type, item.Value.Text("displayName"));
            else
                problems.Add(new ConfigProblem($"payments.items.{item.Name}", "has a customerType other than user, team or custom"));
        }

        var products = new OrderedDictionary<string, Product>(StringComparer.Ordinal);
        foreach (var product in Entries(payments, "products", problems))
        {
            var read = products[product.Name] = Product.Read(product.Value);
            if (read.Problem is { } problem) problems.Add(new ConfigProblem($"payments.products.{product.Name}", problem));
        }

        var lines = new Dictionary<string, CustomerType?>(StringComparer.Ordinal);
        foreach (var line in Entries(payments, "productLines", problems))
            lines[line.Name] = CustomerTypes.Named(line.Value.Text("customerType"));
        return new PaymentsConfig(items, products, lines, problems);
    }

    private static JsonElement.ObjectEnumerator Entries(JsonElement? payments, string name, List<ConfigProblem> problems)
    {
        if (payments.Member(name) is not { ValueKind: not JsonValueKind.Null } part) return default;
        if (part.ValueKind == JsonValueKind.Object) return part.EnumerateObject();
        problems.Add(new ConfigProblem($"payments.{name}", "is not an object"));
        return default;
    }
}
