using CsCheck;
using FluentAssertions;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using Xunit;
using static IntegrityTests.Tests.Payments.Balances.LedgerRows;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>
/// The calendar against that of .NET, which has no day that runs over: months are added to the first of the month, and the days to that.
/// A failure names the seed that shows it again.
/// </summary>
public sealed class UtcCalendarTests
{
    private const int Cases = 1_000;
    private const long DayMillis = 86_400_000;
    private static readonly Repeat Month = new(1, RepeatUnit.Month);

    // Centuries with and without a leap year, and moments before 1970.
    private static readonly Gen<long> Anchors = Gen.Select(
        Gen.Int[1595, 2405], Gen.Int[1, 12], Gen.Int[26, 37], Gen.OneOf(0L, 1, DayMillis - 1))
        .Select((year, month, day, millis) => new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()
            + ((day - 1) * DayMillis) + millis);

    private static readonly Gen<Repeat> Repeats = Gen.Select(Gen.Int[1, 14], Gen.OneOf(Enum.GetValues<RepeatUnit>()))
        .Select((count, unit) => new Repeat(count, unit));

    [Fact]
    public void A_step_is_that_of_JavaScripts_Date() => Gen.Select(Anchors, Repeats, Gen.Int[0, 60]).Sample(
        (anchor, repeat, times) => UtcCalendar.Start(anchor, repeat, times) == NaiveLedger.Later(anchor, repeat, times), iter: Cases);

    [Fact]
    public void Starts_are_counted_from_the_very_moment_of_each() => Gen.Select(Anchors, Repeats, Gen.Int[0, 60]).Sample(
        (anchor, repeat, index) =>
        {
            var start = UtcCalendar.Start(anchor, repeat, index);
            return UtcCalendar.StartsUpTo(anchor, repeat, start - 1) == index && UtcCalendar.StartsUpTo(anchor, repeat, start) == index + 1;
        },
        iter: Cases);

    [Fact]
    public void Whole_intervals_are_those_of_a_walk() => Gen.Select(Anchors, Repeats, Gen.Int[0, 4_000]).Sample(
        (anchor, repeat, days) =>
        {
            var to = anchor + (days * DayMillis);
            return UtcCalendar.WholeIntervals(anchor, repeat, to) == NaiveLedger.WholeIntervals(anchor, repeat, to);
        },
        iter: Cases);

    [Fact]
    public void Single_steps_and_one_step_agree_where_no_day_can_run_over() => Gen.Select(Anchors, Repeats, Gen.Int[0, 30]).Sample(
        (anchor, repeat, times) =>
            UtcCalendar.CanRunOver(anchor, repeat) || Stepped(anchor, repeat, times) == UtcCalendar.Start(anchor, repeat, times),
        iter: Cases);

    [Fact]
    public void Single_steps_and_one_step_are_never_more_than_three_days_apart() => Gen.Select(Anchors, Repeats, Gen.Int[0, 30]).Sample(
        (anchor, repeat, times) => Math.Abs(Stepped(anchor, repeat, times) - UtcCalendar.Start(anchor, repeat, times)) <= 3 * DayMillis,
        iter: Cases);

    [Theory]
    [InlineData("2025-01-31", 2, "2025-04-03", "2025-03-31")]
    [InlineData("2025-03-31", 11, "2026-03-01", "2026-03-03")]
    public void Single_steps_can_come_to_a_later_or_an_earlier_day_than_one_step(string anchor, int months, string stepped, string atOnce)
    {
        Stepped(Millis(anchor), Month, months).Should().Be(Millis(stepped));
        UtcCalendar.Start(Millis(anchor), Month, months).Should().Be(Millis(atOnce));
    }

    [Fact]
    public void The_steps_that_are_walked_are_bounded_whatever_the_anchor() => Gen.Select(Anchors, Repeats).Sample(
        (anchor, repeat) => UtcCalendar.StepsThatCanRunOver(anchor, repeat).Take(4_801).Count() <= 4_800, iter: Cases);

    private static long Stepped(long anchor, Repeat repeat, int times)
    {
        for (var i = 0; i < times; i++) anchor = UtcCalendar.Start(anchor, repeat, 1);
        return anchor;
    }
}
