using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>
/// A deployment goes on working while its list of transactions is read: what changed between the first page and the second reading of it is
/// no finding, and what is wrong all the same is one.
/// </summary>
[Collection(DatabaseCollection.Name)]
public sealed class MovingTransactionsTests(DatabaseFixture databases)
{
    private readonly Tenant _tenant = new(databases.Shared);

    [Fact]
    public async Task A_change_that_is_added_as_the_page_is_read_is_no_finding()
    {
        var row = await CompareAsync(stored: 3, new Answer(Listed(4), Before: StoreTheFourthAsync));

        row.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task A_change_that_is_stored_before_it_is_listed_is_no_finding()
    {
        var row = await CompareAsync(stored: 4, new Answer(Listed(3)), new Answer(Listed(4)));

        row.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task A_change_that_is_deleted_as_the_page_is_read_is_no_finding()
    {
        var row = await CompareAsync(stored: 4, new Answer(Listed(3), Before: () => DeleteAsync(4)));

        row.Texts.Should().BeEmpty();
    }

    // The platform deletes no row of a transaction, so it is not one of this project's that has just gone.
    [Fact]
    public async Task A_transaction_of_nobody_that_is_listed_once_is_reported()
    {
        var row = await CompareAsync(stored: 3, new Answer(Listed(4)), new Answer(Listed(3)));

        row.Findings.Should().ContainSingle().Which.Subject.Should().Be($"transaction:{ListedTransactions.Change(4)}");
    }

    [Fact]
    public async Task A_change_that_is_altered_as_the_page_is_read_is_no_finding()
    {
        var row = await CompareAsync(stored: 3, new Answer(WithQuantity(7), Before: () => SetQuantityAsync(7)));

        row.Texts.Should().BeEmpty();
    }

    // The list may lag behind a row that is written often: nothing says that it is wrong.
    [Fact]
    public async Task A_row_that_changes_again_while_it_is_judged_is_not_reported()
    {
        var row = await CompareAsync(
            stored: 3, new Answer(WithQuantity(9)), new Answer(WithQuantity(9), Before: () => SetQuantityAsync(7)));

        row.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task What_stays_wrong_while_others_move_is_reported()
    {
        var row = await CompareAsync(stored: 3, new Answer(WithQuantity(9)), new Answer(WithQuantity(9), Before: () => DeleteAsync(1)));

        row.Findings.Should().ContainSingle().Which.Subject.Should().Be($"transaction:{ListedTransactions.Change(3)}");
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public async Task A_missing_row_is_reported_where_the_page_still_reaches_beyond_it(int secondReadingEndsAt, bool isReported)
    {
        var listed = Listed(3);
        var first = new Answer([listed[0], listed[2]], HasNext: true);
        List<JsonObject> again = secondReadingEndsAt switch
        {
            3 => [listed[0]],
            2 => [listed[0], OfTheSameMillisecond(listed[1])],
            _ => [listed[0], listed[2]],
        };

        var row = await CompareAsync(stored: 3, first, new Answer(again, HasNext: true), new Answer([]));

        row.Findings.Select(finding => finding.Subject).Should()
            .Equal(isReported ? [$"transaction:{ListedTransactions.Change(2)}"] : Array.Empty<string>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_circle_of_any_length_ends_with_one_warning(int pages)
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, pages, 0);
        var listed = Listed(pages);
        await using var server = await FakeApi.StartAsync(context =>
        {
            var cursor = context.Request.Query["cursor"].ToString();
            var page = cursor.StartsWith("page-", StringComparison.Ordinal) ? int.Parse(cursor[5..], CultureInfo.InvariantCulture) : 0;
            return context.AnswerAsync(Page([listed[page]], $"page-{(page + 1) % pages}"));
        });

        var row = await CompareAsync(server);

        var warning = row.Findings.Should().ContainSingle().Subject;
        warning.Severity.Should().Be(Severity.Warning);
        warning.Message.Should().StartWith("the list of transactions goes in circles");
        server.Asked.Should().HaveCount(pages + 2, "every page is asked for, then the first one again, and one with a cursor of our own");
    }

    // Newest first.
    private static List<JsonObject> Listed(int changes) => [.. ListedTransactions.Of(changes, 0).All.AsEnumerable().Reverse()];

    private static List<JsonObject> WithQuantity(int quantity)
    {
        var listed = Listed(3);
        listed[0]["entries"]![0]!["quantity"] = quantity;
        return listed;
    }

    private static JsonObject OfTheSameMillisecond(JsonObject item)
    {
        var other = item.DeepClone().AsObject();
        other["id"] = ListedTransactions.Change(9).ToString();
        return other;
    }

    private static string Page(IEnumerable<JsonObject> items, string? next) => new JsonObject
    {
        ["transactions"] = new JsonArray([.. items.Select(item => item.DeepClone())]),
        ["next_cursor"] = next,
    }.ToJsonString();

    private Task StoreTheFourthAsync() => databases.Shared.ExecuteAsync($"""
        INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
        SELECT '{ListedTransactions.Change(4)}', "tenancyId", "customerId", "customerType", "itemId", 4, "createdAt" + interval '1 second'
        FROM "ItemQuantityChange" WHERE "tenancyId" = '{_tenant.Id}' AND id = '{ListedTransactions.Change(3)}'
        """);

    private Task DeleteAsync(int number) => databases.Shared.ExecuteAsync(
        $"""DELETE FROM "ItemQuantityChange" WHERE "tenancyId" = '{_tenant.Id}' AND id = '{ListedTransactions.Change(number)}'""");

    private Task SetQuantityAsync(int quantity) => databases.Shared.ExecuteAsync($"""
        UPDATE "ItemQuantityChange" SET quantity = {quantity} WHERE "tenancyId" = '{_tenant.Id}' AND id = '{ListedTransactions.Change(3)}'
        """);

    private async Task<TestRow> CompareAsync(int stored, params Answer[] answers)
    {
        await ListedTransactions.StoreAsync(databases.Shared, _tenant.Id, stored, 0);
        var asked = 0;
        await using var server = await FakeApi.StartAsync(async context =>
        {
            var answer = answers[Math.Min(asked++, answers.Length - 1)];
            if (answer.Before is { } before) await before();
            await context.AnswerAsync(Page(answer.Items, answer.HasNext ? $"|{ListedTransactions.Change(1)}||" : null));
        });
        return await CompareAsync(server);
    }

    private Task<TestRow> CompareAsync(FakeApi server) => MergedList.CompareAsync(databases, _tenant, server);

    // The last one is repeated for whatever else is asked.
    private sealed record Answer(IReadOnlyList<JsonObject> Items, Func<Task>? Before = null, bool HasNext = false);
}
