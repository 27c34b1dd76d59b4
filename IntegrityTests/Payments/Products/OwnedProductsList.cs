using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Payments.Products;

/// <summary>The products that the API lists as a customer's own, page by page.</summary>
internal sealed class OwnedProductsList(ProjectApi api, Customer customer)
{
    // Where nobody knows how many there are, a list that never ends has to end all the same.
    private const int MostProducts = 100_000;
    private static readonly int PageSize = ApiEndpoint.Products.PageSize;

    /// <summary>Reads the list; null, and a finding, where it cannot be read to its end.</summary>
    /// <param name="expected">What it must say; null where nobody knows.</param>
    /// <param name="cancel">Cancels the calls.</param>
    public async Task<ListedProducts?> ReadAsync(IExpectedProducts? expected, CancellationToken cancel)
    {
        var listed = new List<ListedProduct>();
        var most = expected is null ? MostProducts : expected.Count + PageSize;
        string? cursor = null;
        while (true)
        {
            var endpoint = Endpoints.Products(customer.Type.Name(), customer.Id, PageSize, cursor);
            var response = await api.GetAsync(customer.Subject, endpoint, cancel);
            if (!response.IsOk || !response.Body.TryGetItems(out var items))
            {
                Findings.ReportStatus(response, response.IsOk ? "should have items" : NotServed(response, expected));
                return null;
            }

            listed.AddRange(items.EnumerateArray().Select((item, position) => new ListedProduct(item, response, position)));
            var next = response.Body.Member("pagination").Text("next_cursor");
            if (next is null) return new ListedProducts(listed, response);
            if (next == cursor || items.GetArrayLength() == 0 || listed.Count > most)
            {
                var count = expected is null ? "" : $" of {expected.Count}";
                Findings.Report(response, $"should end, but goes on after {listed.Count} products{count}");
                return null;
            }

            cursor = next;
        }
    }

    private static string NotServed(ApiResponse response, IExpectedProducts? expected)
    {
        var why = (int)response.Status >= 500 && expected?.WhyNotServed is { } reason ? $": {reason}" : "";
        return $"should answer 200, but answers {response.Summary}{why}";
    }
}

/// <summary>A list of products that was read to its end.</summary>
/// <param name="Products">The products, in the order of the list.</param>
/// <param name="LastPage">The last page.</param>
public sealed record ListedProducts(IReadOnlyList<ListedProduct> Products, ApiResponse LastPage);

/// <summary>An item of the list.</summary>
/// <param name="Body">The item.</param>
/// <param name="Page">The page that it is on.</param>
/// <param name="Position">Where on the page it is, from 0.</param>
public sealed record ListedProduct(JsonElement Body, ApiResponse Page, int Position)
{
    /// <summary>The JSON path of the item in its page.</summary>
    public string Path => $"$.items[{Position}]";
}

/// <summary>What is wrong with the list of a customer's products.</summary>
/// <param name="Page">The answer that is wrong.</param>
/// <param name="Path">Where, as a JSON path.</param>
/// <param name="Message">What is wrong, as a sentence about the customer.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Actual">What was answered.</param>
public sealed record ListedDifference(ApiResponse Page, string Path, string Message, JsonNode? Expected = null, JsonNode? Actual = null)
{
    private readonly Difference? _difference;

    /// <summary>A value of a page that is wrong.</summary>
    public ListedDifference(ApiResponse page, Difference difference)
        : this(page, difference.Path, difference.Message, difference.Expected, difference.Actual) => _difference = difference;

    /// <summary>Reports it to the row that asked for the page.</summary>
    public void Report()
    {
        if (_difference is null) Findings.Report(Page, Message, Path, Expected, Actual, FindingValue.Of(Message));
        else Findings.Report(Page, _difference);
    }
}
