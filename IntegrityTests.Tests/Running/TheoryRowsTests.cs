using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Rows;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

// Theories that are wrong on purpose, or never run.
#pragma warning disable xUnit1000, xUnit1003, xUnit1008, xUnit1013, xUnit1015, xUnit1019
public sealed class TheoryRowsTests
{
    [Fact]
    public async Task A_synchronous_source_is_read_while_it_is_pulled()
    {
        var rows = Read(nameof(Theories.Many)).GetAsyncEnumerator();

        await rows.MoveNextAsync();
        await rows.MoveNextAsync();

        rows.Current.Should().Equal(2);
        await rows.DisposeAsync();
    }

    [Fact]
    public async Task A_member_may_be_a_method_with_parameters()
    {
        (await Read(nameof(Theories.UpToThree)).ToListAsync()).Should().HaveCount(3);
    }

    [Fact]
    public async Task A_member_may_be_asynchronous_only()
    {
        (await Read(nameof(Theories.Asynchronous)).ToListAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Several_data_attributes_give_their_rows_one_after_another()
    {
        (await Read(nameof(Theories.Two)).ToListAsync()).Should().BeEquivalentTo(new object[][] { [1], [2] });
    }

    [Theory]
    [InlineData(nameof(Theories.None), "None names no rows.*")]
    [InlineData(nameof(Theories.Missing), "Theories has no static property, field or method \"Nowhere\" that takes 0 parameters.")]
    [InlineData(nameof(Theories.NoRows), "The data of NoRows is not a sequence of object??.*")]
    public async Task A_source_that_is_not_one_is_refused(string theory, string message)
    {
        var reading = async () => await Read(theory).ToListAsync();

        await reading.Should().ThrowAsync<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public async Task What_a_member_throws_comes_as_it_is()
    {
        var reading = async () => await Read(nameof(Theories.Throwing)).ToListAsync();

        await reading.Should().ThrowAsync<NothingToVerifyException>();
    }

    [Fact]
    public void A_row_source_says_that_it_needs_a_run()
    {
        IEnumerable<object[]> rows = RowSource.From((_, _) => Script.Numbers(3));

        rows.Invoking(source => source.GetEnumerator()).Should().Throw<InvalidOperationException>().WithMessage("*StreamingTheory*");
    }

    private static IAsyncEnumerable<object?[]> Read(string theory) =>
        TheoryRows.ReadAsync(typeof(Theories).GetMethod(theory)!, new Scenario().Context, CancellationToken.None);

    private sealed class Theories
    {
        public static readonly IEnumerable<object[]> ManyRows = Enumerable.Range(1, 100).Select(number => new object[] { number });

        public static readonly object NotRows = 7;

        public static IEnumerable<object[]> ThrowingRows => throw new NothingToVerifyException("nothing");

        public static IEnumerable<object[]> UpTo(int count) => ManyRows.Take(count);

        public static IAsyncEnumerable<object[]> AsyncRows() => Script.Numbers(2);

        [MemberData(nameof(ManyRows))]
        public static void Many()
        {
        }

        [MemberData(nameof(UpTo), 3)]
        public static void UpToThree()
        {
        }

        [MemberData(nameof(AsyncRows))]
        public static void Asynchronous()
        {
        }

        [InlineData(1)]
        [InlineData(2)]
        public static void Two()
        {
        }

        public static void None()
        {
        }

        [MemberData("Nowhere")]
        public static void Missing()
        {
        }

        [MemberData(nameof(NotRows))]
        public static void NoRows()
        {
        }

        [MemberData(nameof(ThrowingRows))]
        public static void Throwing()
        {
        }
    }
}
