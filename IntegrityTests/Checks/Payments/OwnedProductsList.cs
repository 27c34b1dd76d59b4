using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Json;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Checks.Payments;

/// <summary>The products that the API lists as a customer's own, page by page.</summary>
internal sealed class OwnedProductsList(ProjectApi api, Customer customer)
{
    private static readonly int PageSize = ApiEndpoint.Products.PageSize;

    /// <summary>Compares the list with what the customer should own, as multisets.</summary>
    public async Task CompareAsync(IReadOnlyCollection<OwnedProduct> expected, CancellationToken cancel)
    {
        if (await ReadAsync(expected, cancel) is not var (listed, response)) return;
        var counts = expected.CountBy(product => product).ToDictionary();
        var actual = listed.CountBy(product => product).ToDictionary();
        foreach (var product in counts.Keys.Union(actual.Keys))
        {
            var (should, does) = (counts.GetValueOrDefault(product), actual.GetValueOrDefault(product));
            if (should != does)
                Findings.Report(response, Message(product, should, does), "$.items", Node(product, should), Node(product, does));
        }
    }

    /// <summary>Reads the list; null, and a finding, where it cannot be read to its end.</summary>
    public async Task<(List<OwnedProduct> Products, ApiResponse LastPage)?> ReadAsync(
        IReadOnlyCollection<OwnedProduct> expected, CancellationToken cancel)
    {
        var listed = new List<OwnedProduct>();
        string? cursor = null;
        while (true)
        {
            var endpoint = Endpoints.Products(customer.Type.Name(), customer.Id, PageSize, cursor);
            var response = await api.GetAsync(customer.Subject, endpoint, cancel);
            if (!response.IsOk || !response.Body.TryGetItems(out var items))
            {
                Findings.Report(response, response.IsOk ? "should have items" : $"should answer 200, but answers {response.Summary}");
                return null;
            }

            foreach (var item in items.EnumerateArray())
            {
                if (Read(item) is not { } product)
                {
                    Findings.Report(response, "has an item that is not an owned product", $"$.items[{listed.Count % PageSize}]");
                    return null;
                }

                listed.Add(product);
            }

            var next = response.Body.Member("pagination").Text("next_cursor");
            if (next is null) return (listed, response);
            if (next == cursor || items.GetArrayLength() == 0 || listed.Count > expected.Count + PageSize)
            {
                Findings.Report(response, $"should end, but goes on after {listed.Count} products of {expected.Count}");
                return null;
            }

            cursor = next;
        }
    }

    private static OwnedProduct? Read(JsonElement item)
    {
        if (item.Member("id") is not { ValueKind: JsonValueKind.String or JsonValueKind.Null }) return null;
        if (item.Text("type") is not { } type) return null;
        return item.Member("quantity") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var quantity)
            ? new OwnedProduct(item.Text("id"), type, quantity)
            : null;
    }

    private static string Message(OwnedProduct product, int should, int does) => does > should
        ? $"lists {product} {Times(does)}, but the customer owns it {Times(should)}"
        : $"should list {product} {Times(should)}, but lists it {Times(does)}";

    private static string Times(int count) => count switch
    {
        0 => "not at all",
        1 => "once",
        _ => $"{count} times",
    };

    private static JsonObject? Node(OwnedProduct product, int times) => times == 0
        ? null
        : new JsonObject { ["id"] = product.Id, ["type"] = product.Type, ["quantity"] = product.Quantity, ["times"] = times };
}
