using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>The stored rows beside a list: which of them are where the list is, which were passed, and which are left out.</summary>
public sealed class StoredSourceTests
{
    [Fact]
    public async Task A_row_is_taken_where_its_time_says()
    {
        await using var source = Source(5, 4, 3);

        (await source.TakeAsync(Listed(5)))!.Id.Should().Be(Id(5));
        (await source.TakeAsync(Listed(3)))!.Id.Should().Be(Id(3));
        (await source.TakeAsync(Listed(4)))!.Id.Should().Be(Id(4), "rows that were read are kept");
        (await source.TakeAsync(Listed(4))).Should().BeNull("it was taken");
    }

    [Fact]
    public async Task A_row_is_not_where_an_older_or_a_newer_one_is()
    {
        await using var source = Source(5, 3);

        (await source.TakeAsync(Listed(4))).Should().BeNull();
        (await source.TakeAsync(Listed(3)))!.Id.Should().Be(Id(3));
    }

    [Fact]
    public async Task Rows_of_one_millisecond_are_taken_in_any_order()
    {
        await using var source = new StoredSource(Rows(Row(5), Row(6, second: 5), Row(7, second: 5)).GetAsyncEnumerator());

        foreach (var number in new[] { 6, 7, 5 })
            (await source.TakeAsync(Listed(number, second: 5)))!.Id.Should().Be(Id(number));
    }

    [Fact]
    public async Task What_was_passed_is_newer_than_the_moment_and_was_not_listed()
    {
        await using var source = Source(5, 4, 3, 2);
        await source.TakeAsync(Listed(4));

        (await NumbersAsync(source.PassedAsync(Millis(3)))).Should().Equal(5);
        (await NumbersAsync(source.PassedAsync(Millis(2)))).Should().Equal(3);
        (await NumbersAsync(source.PassedAsync(long.MinValue))).Should().Equal(2);
        (await NumbersAsync(source.PassedAsync(long.MinValue))).Should().BeEmpty("each is told once");
    }

    [Fact]
    public async Task Rows_of_the_moment_itself_were_not_passed_also_if_they_were_read()
    {
        await using var source = new StoredSource(Rows(Row(5), Row(6, second: 5)).GetAsyncEnumerator());
        await source.TakeAsync(Listed(6, second: 5));

        (await NumbersAsync(source.PassedAsync(Millis(5)))).Should().BeEmpty();
        (await NumbersAsync(source.PassedAsync(Millis(5) - 1))).Should().Equal(5);
    }

    [Fact]
    public async Task A_row_that_was_listed_elsewhere_was_not_passed_whether_it_was_read_or_not()
    {
        await using var source = Source(5, 4, 3, 2);
        await source.TakeAsync(Listed(4));

        foreach (var number in new[] { 5, 3 }) source.ListedElsewhere(Id(number));

        (await NumbersAsync(source.PassedAsync(long.MinValue))).Should().Equal(2);
    }

    [Fact]
    public async Task A_row_that_was_listed_elsewhere_is_not_kept_when_it_is_read_on_the_way_to_another()
    {
        await using var source = Source(5, 4, 3);
        source.ListedElsewhere(Id(5));

        await source.TakeAsync(Listed(4));

        (await NumbersAsync(source.PassedAsync(long.MinValue))).Should().Equal(3);
    }

    [Fact]
    public async Task The_next_rows_are_the_newest_that_were_not_listed_and_stay_where_they_are()
    {
        await using var source = Source(5, 4, 3, 2, 1);
        await source.TakeAsync(Listed(3));

        (await source.PeekAsync(3)).Select(row => row.Quantity).Should().Equal(5, 4, 2);
        (await source.PeekAsync(9)).Select(row => row.Quantity).Should().Equal(5, 4, 2, 1);
        (await source.TakeAsync(Listed(2)))!.Id.Should().Be(Id(2));
    }

    [Fact]
    public async Task The_next_rows_of_one_millisecond_are_in_the_order_of_the_list()
    {
        await using var source = new StoredSource(Rows(Row(7, second: 5), Row(6, second: 5), Row(5)).GetAsyncEnumerator());
        await source.TakeAsync(Listed(6, second: 5));

        (await source.PeekAsync(1)).Single().Quantity.Should().Be(7);
        (await source.PeekAsync(2)).Select(row => row.Quantity).Should().Equal(7, 5);
    }

    [Fact]
    public async Task No_more_rows_are_read_ahead_than_are_asked_for()
    {
        var read = 0;
        await using var source = new StoredSource(Counted().GetAsyncEnumerator());

        await source.PeekAsync(2);

        read.Should().Be(2);

        async IAsyncEnumerable<StoredTransaction> Counted()
        {
            await Task.Yield();
            for (var number = 9; number > 0; number--)
            {
                read++;
                yield return Row(number);
            }
        }
    }

    [Fact]
    public async Task Rows_that_the_list_left_behind_are_counted_and_left_out()
    {
        await using var source = Source(5, 4, 3, 2);
        await source.TakeAsync(Listed(4));

        (await source.PassOverAsync(row => row.Quantity >= 3)).Should().Be(2);

        (await NumbersAsync(source.PassedAsync(long.MinValue))).Should().Equal(2);
    }

    [Fact]
    public async Task A_list_that_lacks_very_many_rows_does_not_fill_the_memory()
    {
        const int Kept = 5_000;
        await using var source = Source([.. Enumerable.Range(1, Kept + 10).Reverse()]);

        (await source.TakeAsync(Listed(1))).Should().BeNull();

        (await source.PeekAsync(Kept + 1)).Should().HaveCount(Kept + 1);
        (await source.TakeAsync(Listed(Kept + 10)))!.Id.Should().Be(Id(Kept + 10), "the newest are kept");
    }

    private static StoredSource Source(params int[] numbers) =>
        new(Rows([.. numbers.Select(number => Row(number))]).GetAsyncEnumerator());

    private static async IAsyncEnumerable<StoredTransaction> Rows(params StoredTransaction[] rows)
    {
        await Task.Yield();
        foreach (var row in rows) yield return row;
    }

    private static StoredTransaction Row(int number, int? second = null) => new()
    {
        Source = TransactionSource.ItemQuantityChange,
        Id = Id(number),
        CreatedAt = StoredTime.OfUnixMilliseconds(Millis(second ?? number)),
        CustomerType = "user",
        CustomerId = "somebody",
        Quantity = number,
    };

    private static Transaction Listed(int number, int? second = null) =>
        new(Id(number), Millis(second ?? number), TransactionSource.ItemQuantityChange, default);

    private static Guid Id(int number) => new($"00000000-0000-4000-8000-{number:d12}");

    private static long Millis(int second) => 1_700_000_000_000 + (second * 1000L);

    private static async Task<List<long>> NumbersAsync(IAsyncEnumerable<StoredTransaction> rows)
    {
        var numbers = new List<long>();
        await foreach (var row in rows) numbers.Add(row.Quantity);
        return numbers;
    }
}
