using FluentAssertions;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using Xunit;

namespace IntegrityTests.Tests.Payments.Balances;

public sealed class UtcCalendarTests
{
    private const long DayMillis = 86_400_000;

    public static TheoryData<string, int, RepeatUnit> Repetitions()
    {
        var repetitions = new TheoryData<string, int, RepeatUnit>();
        foreach (var anchor in (string[])["1969-12-31T23:59:59.999Z", "1973-01-01T12:00:00Z", "2023-12-31Z", "2024-01-29Z", "2024-01-30Z", "2024-02-29Z"])
            foreach (var unit in Enum.GetValues<RepeatUnit>())
                foreach (var count in (int[])[1, 3, 13])
                    repetitions.Add(anchor, count, unit);
        return repetitions;
    }

    [Theory]
    [MemberData(nameof(Repetitions))]
    public void StartsUpTo_counts_what_a_walk_over_the_starts_counts(string anchor, int count, RepeatUnit unit)
    {
        var repeat = new Repeat(count, unit);
        var first = DateTimeOffset.Parse(anchor, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var starts = Enumerable.Range(0, 60).Select(index => UtcCalendar.Start(first, repeat, index)).ToList();
        var moments = starts.SkipLast(4).SelectMany(start => (long[])[start - DayMillis, start - 1, start, start + 1, start + (3 * DayMillis)]);

        foreach (var moment in moments)
            UtcCalendar.StartsUpTo(first, repeat, moment).Should().Be(starts.Count(start => start <= moment), "{0} ms is the moment", moment);
    }
}
