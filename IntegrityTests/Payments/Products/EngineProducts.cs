using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Views;

namespace IntegrityTests.Payments.Products;

/// <summary>
/// A list with an item for each product, in one order, compared in all fields (source: docs/platform.md, Owned products at 2026-04).
/// </summary>
/// <param name="customer">What the payments engine comes to.</param>
/// <param name="type">What the customer is.</param>
/// <param name="config">The project's config, for what the customer can switch to.</param>
internal sealed class EngineProducts(EngineCustomer customer, CustomerType type, PaymentsConfig config) : IExpectedProducts
{
    private readonly IReadOnlyList<EngineProduct> _owned = customer.Owned;

    /// <inheritdoc/>
    public int Count => _owned.Count;

    /// <inheritdoc/>
    public string? Problem => customer.Problem;

    /// <inheritdoc/>
    public string? WhyNotServed => _owned
        .Select(owned => (Owned: owned, Problem: owned.Product is null ? null : ShownProduct.WhyNotOwned(owned.Product)))
        .Where(pair => pair.Problem is not null)
        .Select(pair => $"the stored product of what it owns of {Name(pair.Owned.ProductId)} {pair.Problem}")
        .FirstOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<ListedDifference> Compare(ListedProducts listed)
    {
        var unreadable = listed.Products.FirstOrDefault(
            item => item.Body.Member("id") is not { ValueKind: JsonValueKind.String or JsonValueKind.Null });
        if (unreadable is not null)
            return [new ListedDifference(unreadable.Page, unreadable.Path, "has an item that is not an owned product")];
        var (should, does) = (_owned.Select(owned => owned.ProductId).ToList(), listed.Products.Select(IdOf).ToList());
        return
        [
            .. Missing(listed, does),
            .. Foreign(listed, should),
            .. Order(listed, should, does),
            .. _owned.SelectMany(owned => Altered(owned, listed)),
        ];
    }

    private IEnumerable<ListedDifference> Missing(ListedProducts listed, List<string?> does) =>
        from owned in _owned
        where !does.Contains(owned.ProductId)
        select new ListedDifference(
            listed.LastPage,
            "$.items",
            $"should list {Name(owned.ProductId)}, which the customer owns {owned.Quantity} of, but does not list it",
            JsonValue.Create(owned.ProductId));

    private static IEnumerable<ListedDifference> Foreign(ListedProducts listed, List<string?> should)
    {
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var item in listed.Products)
        {
            var id = IdOf(item);
            var isNew = seen.Add(id);
            if (isNew && should.Contains(id)) continue;
            var message = isNew ? "which the customer does not own" : "a second time";
            yield return new ListedDifference(item.Page, item.Path, $"lists {Name(id)}, {message}", null, JsonValue.Create(id));
        }
    }

    private static IEnumerable<ListedDifference> Order(ListedProducts listed, List<string?> should, List<string?> does)
    {
        var areSame = should.Order(StringComparer.Ordinal).SequenceEqual(does.Order(StringComparer.Ordinal));
        if (!areSame || should.SequenceEqual(does)) yield break;
        yield return new ListedDifference(
            listed.LastPage, "$.items", "lists the products in another order", Ids(should), Ids(does));
    }

    private IEnumerable<ListedDifference> Altered(EngineProduct owned, ListedProducts listed)
    {
        if (listed.Products.FirstOrDefault(item => IdOf(item) == owned.ProductId) is not { } item) return [];
        var differences = new List<Difference>();
        ViewOf(owned).Compare(item.Body, item.Path, differences);
        CompareOptions(owned, item, differences);
        return differences.Select(difference => new ListedDifference(item.Page, difference));
    }

    private View ViewOf(EngineProduct owned)
    {
        var subscription = customer.Subscriptions
            .Where(row => row.IsActive && row.ProductId == owned.ProductId)
            .MaxBy(row => row.Id.ToString(), StringComparer.Ordinal);
        var view = new View()
            .Value("id", owned.ProductId)
            .Value("quantity", owned.Quantity)
            .Value("type", subscription is null ? "one_time" : "subscription")
            .Nested("subscription", subscription is null ? null : ViewOf(subscription));
        return owned.Product is null ? view : view.Nested("product", EngineProductView.Owned(owned.Product));
    }

    private static View ViewOf(StoredSubscription row)
    {
        var view = new View()
            .Value("subscription_id", row.Id.ToString())
            .Value("cancel_at_period_end", row.CancelsAtPeriodEnd)
            .Value("is_cancelable", true);
        return row.PeriodEnd?.IsoText is { } end ? view.Value("current_period_end", end) : view;
    }

    private void CompareOptions(EngineProduct owned, ListedProduct item, List<Difference> found)
    {
        var path = $"{item.Path}.switch_options";
        var listed = item.Body.Member("switch_options");
        if (owned.ProductLineId is not { } line)
        {
            if (listed is not null) Add("should not be there: the product has no product line", null, null);
            return;
        }

        if (listed is not { ValueKind: JsonValueKind.Array } options)
        {
            Add("should be a list", null, null);
            return;
        }

        var expected = config.Products.Where(product => IsOption(product.Key, product.Value, owned, line)).ToList();
        var should = expected.Select(product => (string?)product.Key).ToList();
        var does = options.EnumerateArray().Select(ProductIdOf).ToList();
        if (!should.SequenceEqual(does))
        {
            Add("are not the products of the config that the customer can switch to, in their order", Ids(should), Ids(does));
            return;
        }

        foreach (var (position, (_, product)) in expected.Index())
            new View().Nested("product", EngineProductView.Switchable(product)).Compare(options[position], $"{path}[{position}]", found);

        void Add(string message, JsonNode? should, JsonNode? does) =>
            found.Add(new Difference(path, message, should, does, IsPersonal: false));
    }

    private bool IsOption(string id, Product product, EngineProduct owned, string line) => id != owned.ProductId
        && product.ProductLineId == line
        && product.CustomerType == type
        && !(product.Body.Member("isAddOnTo") is { ValueKind: JsonValueKind.Object } bases && bases.EnumerateObject().Any())
        && product.Body.Member("prices") is { ValueKind: JsonValueKind.Object } prices
        && prices.EnumerateObject().Any(price => EngineProductView.HasInterval(price.Value));

    private static string? IdOf(ListedProduct item) => item.Body.Text("id");

    private static string? ProductIdOf(JsonElement option) => option.Text("product_id");

    private static string Name(string? id) => id is null ? "the inline products" : $"product {id}";

    private static JsonArray Ids(IEnumerable<string?> ids) => [.. ids.Select(id => (JsonNode?)JsonValue.Create(id))];
}
