using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Json;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Products;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Payments.Engine;
using Xunit;

namespace IntegrityTests.Tests.Payments.Products;

/// <summary>
/// Every list of products that a real backend with a payments engine answered is what its rows say, in all fields and in its order.
/// </summary>
public sealed class RecordedProductsTests
{
    [Fact]
    public void Every_list_of_the_fixture_is_explained() => Explained(RecordedCustomers.Fixture).Should().Be((226, 53));

    [FactRequiringFacts]
    public void Every_list_of_the_whole_deployment_is_explained() =>
        Explained(RecordedCustomers.Written).Should().Be((880, 100));

    private static (int All, int NotEmpty) Explained(RecordedCustomers recorded)
    {
        var answers = recorded.Answers("products").ToList();
        answers.SelectMany(answer => DifferencesOf(recorded, answer)).Should().BeEmpty();
        return (answers.Count, answers.Count(answer => answer.Body.GetProperty("items").GetArrayLength() > 0));
    }

    private static IEnumerable<string> DifferencesOf(RecordedCustomers recorded, RecordedAnswer answer)
    {
        var rows = recorded.RowsOf(answer.Customer);
        var engine = EngineCustomer.Of(rows, answer.Customer.Type, answer.ReadAt);
        var expected = new EngineProducts(engine, answer.Customer.Type, recorded.ConfigOf(answer.Customer));
        expected.WhyNotServed.Should().BeNull("it was served");
        return expected.Compare(Listed(answer.Body)).Select(difference => $"{answer.Customer} {difference.Path} {difference.Message}");
    }

    private static ListedProducts Listed(JsonElement body)
    {
        body.Member("pagination").Member("next_cursor")!.Value.ValueKind.Should().Be(JsonValueKind.Null);
        var page = Example.Response();
        return new ListedProducts(
            [.. body.GetProperty("items").EnumerateArray().Select((item, position) => new ListedProduct(item, page, position))], page);
    }
}
