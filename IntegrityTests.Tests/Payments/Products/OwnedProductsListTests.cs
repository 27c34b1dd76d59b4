using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Products;

public sealed class OwnedProductsListTests
{
    private static readonly Customer Customer = new(CustomerType.User, "1", null);
    private static readonly OwnedProduct Pro = new("pro", "subscription", 1);
    private readonly TestRow _row = new();

    [Fact]
    public async Task A_list_of_two_pages_is_read_to_its_end()
    {
        await using var server = await ServeAsync((Item("pro"), "next"), (Item("plus"), null));

        await CompareAsync(server, Pro, Pro with { Id = "plus" });

        _row.Findings.Should().BeEmpty();
        server.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_ends_the_list_with_a_finding()
    {
        await using var server = await ServeAsync((Item("pro"), "same"), (Item("pro"), "same"));

        await CompareAsync(server, Pro);

        _row.Texts.Should().Equal("user:1 should end, but goes on after 2 products of 1");
        server.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_empty_page_that_names_a_next_one_ends_the_list_with_a_finding()
    {
        await using var server = await ServeAsync(("", "next"));

        await CompareAsync(server, Pro);

        _row.Findings.Should().ContainSingle();
        server.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task A_list_that_names_a_new_page_for_ever_ends_with_a_finding()
    {
        var page = 0;
        await using var server = await FakeApi.StartAsync(context => context.AnswerAsync(Page(Item("pro"), $"page{++page}")));

        await CompareAsync(server, Pro);

        _row.Findings.Should().ContainSingle().Which.Message.Should().StartWith("should end, but goes on");
        server.Asked.Count.Should().Be(102, "nobody owns a page more than the rows say");
    }

    [Fact]
    public async Task Products_are_compared_as_often_as_they_are_owned()
    {
        await using var server = await ServeAsync((string.Join(',', Item("pro"), Item("pro"), Item("free")), null));

        await CompareAsync(server, Pro, Pro with { Id = "plus" });

        _row.Texts.Should().Equal(
            "user:1 lists 1 x pro (subscription) 2 times, but the customer owns it once",
            "user:1 should list 1 x plus (subscription) once, but lists it not at all",
            "user:1 lists 1 x free (subscription) once, but the customer owns it not at all");
        _row.Findings.Select(finding => (Times(finding.Expected), Times(finding.Actual))).Should().Equal((1, 2), (1, null), (null, 1));
    }

    [Fact]
    public async Task Inline_products_have_no_id()
    {
        await using var server = await ServeAsync(("", null));

        await CompareAsync(server, Pro with { Id = null });

        _row.Texts.Should().Equal("user:1 should list 1 x an inline product (subscription) once, but lists it not at all");
    }

    [Fact]
    public async Task A_list_of_which_nobody_knows_the_length_has_to_end_too()
    {
        await using var server = await ServeAsync((Item("pro"), "same"), (Item("pro"), "same"));

        await new OwnedProductsList(_row.Of(server.Client(), Example.Project()), Customer).ReadAsync(null, default);

        _row.Texts.Should().Equal("user:1 should end, but goes on after 2 products");
    }

    private static int? Times(JsonNode? product) => (int?)product?["times"];

    private static string Item(string id) => $$"""{ "id": "{{id}}", "type": "subscription", "quantity": 1 }""";

    private static string Page(string items, string? next) =>
        $$"""{ "items": [{{items}}], "pagination": { "next_cursor": {{(next is null ? "null" : $"\"{next}\"")}} } }""";

    private static Task<FakeApi> ServeAsync(params (string Items, string? Next)[] pages)
    {
        var number = 0;
        return FakeApi.StartAsync(context =>
        {
            var (items, next) = pages[number++];
            return context.AnswerAsync(Page(items, next));
        });
    }

    private async Task CompareAsync(FakeApi server, params OwnedProduct[] products)
    {
        var expected = new PurchasedProducts(products);
        var list = new OwnedProductsList(_row.Of(server.Client(), Example.Project()), Customer);
        if (await list.ReadAsync(expected, default) is not { } listed) return;
        foreach (var difference in expected.Compare(listed)) difference.Report();
    }
}
