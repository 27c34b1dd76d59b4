using System.Net;
using System.Text;
using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Save;
using IntegrityTests.Snapshots.Verify;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class ListFileTests : IDifferences
{
    private const string Endpoint = "/api/v1/internal/payments/transactions";
    private readonly List<string> _told = [];

    void IDifferences.Removed(SavedLine saved) => _told.Add($"-{saved.Subject}");

    void IDifferences.Added(SavedLine now) => _told.Add($"+{now.Subject}");

    bool? IDifferences.Compare(SavedLine saved, SavedLine now)
    {
        _told.Add($"~{saved.Subject}");
        return true;
    }

    [Fact]
    public void Transactions_are_saved_once_an_item_a_line_newest_first_whatever_repeats()
    {
        // A source without a row on a page begins again at its newest one, and a page is asked for again.
        var lines = Lines(
            Page([Change(9), Change(8)]), Page([Change(9), Purchase(7)]), Page([Change(9), Purchase(7)]), Page([Change(8), Change(6)]));

        lines.Select(line => SavedLine.Read(line).Subject).Should().Equal(Subject(9), Subject(8), Subject(7), Subject(6));
        lines.Select(line => SavedLine.Read(line).Place).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public void The_first_page_begins_the_list_anew() =>
        Subjects(Page([Change(9), Change(7)]), Page([Change(9), Change(8)], isFirst: true)).Should().Equal(Subject(9), Subject(8));

    [Fact]
    public void An_item_that_is_no_transaction_is_saved_too() =>
        Subjects(Page([Change(9), """{"type":"purchase"}""", "7"])).Should().Equal(Subject(9), "transaction:?", "transaction:?");

    [Theory]
    [InlineData("limit=200", new string[0])]
    [InlineData("limit=1", new[] { "transaction:? 500" })]
    [InlineData("limit=1&cursor=c", new[] { "transaction:c 500" })]
    [InlineData("cursor=c", new[] { "transaction:c 500" })]
    public void Only_the_smallest_part_that_is_not_served_is_a_line(string page, string[] expected)
    {
        var lines = Saved(file => Ask(file, page, "{}", HttpStatusCode.InternalServerError));

        lines.Select(line => SavedLine.Read(line)).Select(line => $"{line.Subject} {line.Status}").Should().Equal(expected);
    }

    [Fact]
    public void An_inserted_transaction_is_one_difference_though_it_moves_the_borders_of_pages()
    {
        var saved = Lines(Page([Change(9), Change(7)]), Page([Purchase(5), Change(3)]));
        var now = Lines(Page([Change(9), Purchase(8)]), Page([Change(7), Purchase(5)]), Page([Change(3)]));

        using var left = Written.Read(Written.File(saved.Select(Encoding.UTF8.GetString)));
        using var right = Written.Read(Written.File(now.Select(Encoding.UTF8.GetString)));
        new FileComparison(left, right, this).Run();

        _told.Should().Equal($"+{Subject(8)}");
    }

    [Fact]
    public void Of_one_millisecond_the_highest_id_has_the_first_place()
    {
        var lines = Lines(Page([Change(9, at: 5), Change(8, at: 5), Change(1, at: 5)]));

        lines.Select(line => SavedLine.Read(line).Place).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Subjects(params (string Body, bool IsFirst)[] pages) =>
        Lines(pages).Select(line => SavedLine.Read(line).Subject);

    private static string Subject(int number) => $"transaction:00000000-0000-4000-8000-00000000000{number}";

    private static string Change(int number, int? at = null) => Item(number, at ?? number, "manual-item-quantity-change", "[]");

    private static string Purchase(int number) =>
        Item(number, number, "purchase", """[{"type":"product_grant","one_time_purchase_id":"x"}]""");

    private static string Item(int number, int at, string type, string entries)
    {
        var id = Subject(number)["transaction:".Length..];
        return $$"""{"id":"{{id}}","created_at_millis":{{1700000000000 + at}},"type":"{{type}}","entries":{{entries}}}""";
    }

    private static (string Body, bool IsFirst) Page(string[] items, bool isFirst = false) =>
        ($$"""{"transactions":[{{string.Join(',', items)}}],"next_cursor":"c"}""", isFirst);

    private static List<byte[]> Lines(params (string Body, bool IsFirst)[] pages) => Saved(file =>
    {
        foreach (var (index, (body, isFirst)) in pages.Index())
            Ask(file, $"limit=200{(index == 0 || isFirst ? "" : $"&cursor={index}")}", body);
    });

    private static void Ask(ListFile file, string page, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        var endpoint = $"{Endpoint}?{page}";
        file.Add(Example.Response(body, status) with { Endpoint = endpoint }, PageRequest.Of(endpoint));
    }

    private static List<byte[]> Saved(Action<ListFile> ask)
    {
        var stream = new MemoryStream();
        var file = new ListFile(
            () => new SnapshotWriter(stream, Written.Header),
            Written.Lines(),
            (writer, _) => writer.Complete(isPartial: false),
            write => write());
        ask(file);
        file.End(isComplete: true);
        using var reader = Written.Read(stream.ToArray());
        var lines = new List<byte[]>();
        while (reader.Next() is { } line) lines.Add(line.ToArray());
        return lines;
    }
}
