using System.Text.Json;
using CsCheck;
using FluentAssertions;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>
/// Whether a row was listed follows from its place: in any list that pages as docs/platform.md, Transactions, describes, the place says
/// exactly what a set of all ids would. A failure names the seed that shows it again.
/// </summary>
public sealed class TransactionProgressPropertyTests
{
    private const int Cases = 200;
    private const int MaxPages = 40;

    // Few moments, so that many rows have the same one.
    private static readonly Gen<List<Row>> Rows = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 6]).List[0, 25]
        .Select(rows => rows
            .Select((row, number) => new Row((TransactionSource)row.Item1, row.Item2, new Guid(number + 1, 0, 0, new byte[8])))
            .ToList());

    [Fact]
    public void What_a_page_has_new_is_what_no_page_before_it_had() => Gen.Select(Rows, Gen.Int[1, 5]).Sample(
        (rows, limit) =>
        {
            var progress = new TransactionProgress();
            var known = new HashSet<Guid>();
            var cursor = "|||";
            for (var page = 0; page < MaxPages && cursor is not null; page++)
            {
                var (listed, next) = Page(rows, cursor, limit);
                var (@new, repeated, unreadable) = progress.Add(Json(listed));
                var expected = listed.Where(row => known.Add(row.Id)).Select(row => row.Id).ToList();
                if (unreadable.Count > 0 || !@new.Select(transaction => transaction.Id).SequenceEqual(expected)) return false;
                if (repeated.Count != listed.Count - expected.Count) return false;
                cursor = next;
            }

            return true;
        },
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item2));

    [Fact]
    public void Rows_of_two_tables_with_one_id_are_two_transactions()
    {
        var id = new Guid(1, 0, 0, new byte[8]);
        var (@new, repeated, _) = new TransactionProgress().Add(Json(
        [
            new Row(TransactionSource.Subscription, 1, id),
            new Row(TransactionSource.ItemQuantityChange, 1, id),
            new Row(TransactionSource.ItemQuantityChange, 1, id),
        ]));

        @new.Select(transaction => transaction.Source).Should().Equal(TransactionSource.Subscription, TransactionSource.ItemQuantityChange);
        repeated.Should().ContainSingle();
    }

    [Fact]
    public void The_cursor_of_what_was_listed_leads_to_every_row_once() => Gen.Select(Rows, Gen.Int[1, 5]).Sample(
        (rows, limit) =>
        {
            var progress = new TransactionProgress();
            var listed = new List<Guid>();
            for (var page = 0; page <= rows.Count; page++)
            {
                var (@new, repeated, _) = progress.Add(Json(Page(rows, Cursor(progress), limit).Listed));
                if (repeated.Count > 0) return false;
                listed.AddRange(@new.Select(transaction => transaction.Id));
            }

            return listed.SequenceEqual(Newest(rows).Select(row => row.Id));
        },
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item2));

    [Fact]
    public void What_is_passed_over_counts_as_listed_with_all_before_it() => Gen.Select(Rows, Gen.Int[0, 24]).Sample(
        (rows, number) =>
        {
            if (rows.Count == 0) return true;
            var passed = rows[number % rows.Count];
            var progress = new TransactionProgress();
            progress[passed.Source].PassOver(passed.Id, passed.Millis);

            var (listed, _) = Page(rows, Cursor(progress), rows.Count);
            return listed.SequenceEqual(Newest(rows).Where(row => row.Source != passed.Source || IsBehind(row, passed)))
                && progress.Add(Json(listed)).New.Count == listed.Count;
        },
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item2));

    [Fact]
    public void A_row_that_is_listed_again_with_another_time_is_new()
    {
        var progress = new TransactionProgress();
        Add(progress, Change(1, 5), Change(2, 3)).Should().Be(2);

        Add(progress, Change(1, 3)).Should().Be(1);
        Add(progress, Change(1, 2)).Should().Be(1);
        Add(progress, Change(2, 2)).Should().Be(1);
        Add(progress, Change(1, 2), Change(3, 3)).Should().Be(0, "one was listed then, and the other stands before it");
    }

    [Fact]
    public void A_row_of_the_last_moment_is_new_unless_it_was_listed()
    {
        var progress = new TransactionProgress();
        Add(progress, Change(2, 5));

        Add(progress, Change(3, 5), Change(1, 5)).Should().Be(2);
    }

    [Fact]
    public void Of_very_many_rows_of_one_moment_the_order_says_which_were_listed()
    {
        var progress = new TransactionProgress();
        Add(progress, [.. Enumerable.Range(2, 10_001).Reverse().Select(number => Change(number, 5))]).Should().Be(10_001);

        Add(progress, Change(2, 5), Change(3, 5), Change(10_002, 5)).Should().Be(0);
        Add(progress, Change(1, 5)).Should().Be(1);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    public void What_is_passed_over_never_leads_back(long passed, long millis)
    {
        var progress = new TransactionProgress();
        Add(progress, Change(1, 5));

        progress.PassOver(TransactionSource.ItemQuantityChange, Change(2, passed).Id, passed);

        progress[TransactionSource.ItemQuantityChange].Millis.Should().Be(millis);
        Add(progress, Change(1, 5)).Should().Be(0, "it was listed");
        Add(progress, Change(2, passed)).Should().Be(0, "it was passed over");
        Add(progress, Change(1, 3)).Should().Be(1, "nothing of that time was listed but what was passed over");
    }

    private static int Add(TransactionProgress progress, params Row[] rows) => progress.Add(Json(rows)).New.Count;

    private static Row Change(int number, long millis) =>
        new(TransactionSource.ItemQuantityChange, millis, new Guid(number, 0, 0, new byte[8]));

    private static string Cursor(TransactionProgress progress) => new MergedTransactions().CursorAfter(progress);

    // One row more than asked for is read of each source, and a source without a row on the page begins again.
    private static (List<Row> Listed, string? Next) Page(List<Row> rows, string cursor, int limit)
    {
        var after = cursor.Split('|');
        var read = rows.GroupBy(row => row.Source)
            .SelectMany(source => Behind(Newest(source), after[(int)source.Key]).Take(limit + 1))
            .ToList();
        var listed = Newest(read).Take(limit).ToList();
        var last = Enum.GetValues<TransactionSource>().Select(source => listed.LastOrDefault(row => row.Source == source)?.Id.ToString());
        return (listed, read.Count > limit ? string.Join('|', last) : null);
    }

    private static IEnumerable<Row> Behind(IEnumerable<Row> rows, string id) =>
        id.Length == 0 ? rows : rows.SkipWhile(row => row.Id.ToString() != id).Skip(1);

    private static IEnumerable<Row> Newest(IEnumerable<Row> rows) =>
        rows.OrderByDescending(row => row.Millis).ThenByDescending(row => row.Id);

    private static bool IsBehind(Row row, Row other) => (row.Millis, row.Id).CompareTo((other.Millis, other.Id)) < 0;

    private static JsonElement Json(IEnumerable<Row> rows) => JsonElement.Parse($"[{string.Join(',', rows.Select(Json))}]");

    private static string Json(Row row) => $$"""{ "id": "{{row.Id}}", "created_at_millis": {{row.Millis}}, {{Kind(row.Source)}} }""";

    private static string Kind(TransactionSource source) => source switch
    {
        TransactionSource.ItemQuantityChange => "\"type\": \"manual-item-quantity-change\"",
        TransactionSource.Renewal => "\"type\": \"subscription-renewal\"",
        TransactionSource.Subscription => """ "type": "purchase", "entries": [{ "type": "product_grant", "subscription_id": "s" }] """,
        _ => """ "type": "purchase", "entries": [{ "type": "product_grant", "one_time_purchase_id": "o" }] """,
    };

    private static string Print(List<Row> rows, int number) => $"{string.Join(", ", Newest(rows))} with {number}";

    private sealed record Row(TransactionSource Source, long Millis, Guid Id)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Source} {Id.ToString()[..8]} at {Millis}";
    }
}
