using FluentAssertions;
using IntegrityTests.Snapshots.Tables;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

public sealed class AttributionTests
{
    [Fact]
    public void One_row_has_all_changed_columns() => Of([(0, 0), (0, 2)]).Should().Equal("0 2");

    [Fact]
    public void One_column_changed_in_all_changed_rows() => Of([(0, 1), (1, 1), (2, 1)]).Should().Equal("1", "1", "1");

    [Fact]
    public void Rows_that_changed_in_columns_of_their_own_are_told_apart() =>
        Of([(0, 0), (1, 1), (1, 2), (2, 3)]).Should().Equal("0", "1 2", "3");

    [Fact]
    public void Rows_that_share_the_last_column_are_told_when_the_others_are() =>
        Of([(0, 0), (1, 3), (2, 3)]).Should().Equal("0", "3", "3");

    [Fact]
    public void What_cannot_be_known_is_not_guessed() => Of([(0, 0), (0, 1), (1, 1), (1, 2)]).Should().Equal("?", "?");

    [Fact]
    public void Nothing_is_said_where_rows_and_columns_contradict_each_other() =>
        Attribution.Of([1, 2], [1, 1]).Should().OnlyContain(known => known == null);

    [Fact]
    public void Hash_of_a_value_is_that_of_the_published_algorithm()
    {
        // The test vector of SipHash-2-4 with the key 00..0f for the message 00..0f.
        var hash = TableHashes.SipHash((0x0706050403020100, 0x0f0e0d0c0b0a0908), 0x0706050403020100, 0x0f0e0d0c0b0a0908);

        hash.Should().Be(0x3f2acc7f57c29bdb);
    }

    // Each change is of a row and a column, by a difference of its own.
    private static IEnumerable<string> Of(IReadOnlyList<(int Row, int Column)> changes)
    {
        var random = new Random(7);
        var rows = new ulong[changes.Max(change => change.Row) + 1];
        var columns = new ulong[5];
        foreach (var (row, column) in changes)
        {
            var difference = (ulong)random.NextInt64(1, 1L << 48);
            rows[row] ^= difference;
            columns[column] ^= difference;
        }

        return Attribution.Of(rows, columns).Select(known => known is null ? "?" : string.Join(' ', known));
    }
}
