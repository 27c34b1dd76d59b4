using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Balances;

/// <summary>
/// The UTC calendar as JavaScript's Date computes with it, in milliseconds since 1970 (source: docs/platform.md, Balance of an
/// item, now): a step of months keeps the day of the month, and a day that the month does not have runs over into the next one
/// (31 January + 1 month = 3 March). Every function takes a bounded number of steps, whatever the dates.
/// </summary>
internal static class UtcCalendar
{
    private const long DayMillis = 86_400_000;
    private const int LastDayOfEveryMonth = 28;

    // Beyond what JavaScript's Date holds (the year 275760) all is forever; far enough from the ends of long to add to.
    private const long Forever = long.MaxValue / 4;

    // 400 years always have the same number of days: a stepped day runs over within so many months, or never.
    private const int MonthsOfCycle = 4800;

    /// <summary>The start of repetition number <paramref name="index"/>: the anchor plus so many repetitions in one step.</summary>
    public static long Start(long anchor, Repeat repeat, long index) => Shift(anchor, repeat, index);

    /// <summary>How many repetitions, the one of number 0 included, start up to and at a moment; 0 if even the anchor is later.</summary>
    public static long StartsUpTo(long anchor, Repeat repeat, long moment)
    {
        if (moment < anchor) return 0;
        if (repeat.Unit is RepeatUnit.Day or RepeatUnit.Week) return ((moment - anchor) / FixedMillis(repeat)) + 1;
        // The months between them give the number, unless the day is not reached yet or ran over into the next month.
        var index = (MonthOf(moment) - MonthOf(anchor)) / MonthsOf(repeat);
        while (Start(anchor, repeat, index) > moment) index--;
        return index + 1;
    }

    /// <summary>
    /// How many whole repetitions lie between two moments: days and weeks by elapsed time, months and years by stepping the calendar one
    /// repetition at a time, each counted from where the one before ended.
    /// </summary>
    /// <param name="from">The anchor.</param>
    /// <param name="repeat">The repetition.</param>
    /// <param name="to">A moment not before the anchor.</param>
    /// <returns>The number, and when the next one is complete.</returns>
    public static (long Count, long Next) WholeIntervals(long from, Repeat repeat, long to)
    {
        if (repeat.Unit is RepeatUnit.Day or RepeatUnit.Week)
        {
            var count = (to - from) / FixedMillis(repeat);
            return (count, Shift(from, repeat, count + 1));
        }

        var (steps, current) = (0L, from);
        foreach (var next in StepsThatCanRunOver(from, repeat))
        {
            if (next > to) return (steps, next);
            (steps, current) = (steps + 1, next);
        }

        var rest = StartsUpTo(current, repeat, to) - 1;
        return (steps + rest, Start(current, repeat, rest + 1));
    }

    /// <summary>Whether stepping one repetition at a time can come to other days than one step over them all.</summary>
    public static bool CanRunOver(long anchor, Repeat repeat) =>
        repeat.Unit is RepeatUnit.Month or RepeatUnit.Year && DayOfMonth(anchor) > LastDayOfEveryMonth;

    /// <summary>
    /// The steps from an anchor up to the one that runs over, or up to so many that none ever will: from the last of them on, single steps
    /// and one step over them all come to the same day.
    /// </summary>
    internal static IEnumerable<long> StepsThatCanRunOver(long anchor, Repeat repeat)
    {
        var current = anchor;
        for (var steps = 0; steps < MonthsOfCycle && CanRunOver(current, repeat); steps++) yield return current = Start(current, repeat, 1);
    }

    private static long Shift(long millis, Repeat repeat, long times)
    {
        var shifted = repeat.Unit switch
        {
            RepeatUnit.Month or RepeatUnit.Year => AddMonths(millis, (Int128)MonthsOf(repeat) * times),
            _ => millis + ((Int128)FixedMillis(repeat) * times),
        };
        return (long)Int128.Min(shifted, Forever);
    }

    private static Int128 AddMonths(long millis, Int128 months)
    {
        if (months > Forever / DayMillis) return Forever;
        var day = Math.DivRem(millis, DayMillis, out var time);
        if (time < 0)
        {
            day--;
            time += DayMillis;
        }

        var (year, month, dayOfMonth) = Civil(day);
        var total = (year * 12) + month + (long)months;
        var first = FirstDay(total);
        return ((Int128)(first + dayOfMonth - 1) * DayMillis) + time;
    }

    private static long FixedMillis(Repeat repeat) => repeat.Count * (repeat.Unit == RepeatUnit.Week ? 7 * DayMillis : DayMillis);

    private static long MonthsOf(Repeat repeat) => repeat.Count * (repeat.Unit == RepeatUnit.Year ? 12L : 1L);

    private static long MonthOf(long millis)
    {
        var (year, month, _) = Civil(FloorDivide(millis, DayMillis));
        return (year * 12) + month;
    }

    private static long DayOfMonth(long millis) => Civil(FloorDivide(millis, DayMillis)).Day;

    private static long FirstDay(long monthOfAllTime)
    {
        var year = FloorDivide(monthOfAllTime, 12);
        return DaysFromCivil(year, monthOfAllTime - (year * 12));
    }

    // Days since 1970 of the first of a month (0 to 11), in a year that begins with March, so that the leap day is its last.
    private static long DaysFromCivil(long year, long month)
    {
        var shifted = month < 2 ? year - 1 : year;
        var era = FloorDivide(shifted, 400);
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = ((153 * ((month + 10) % 12)) + 2) / 5;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    private static (long Year, long Month, long Day) Civil(long days)
    {
        var shifted = days + 719_468;
        var era = FloorDivide(shifted, 146_097);
        var dayOfEra = shifted - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var marchMonth = ((5 * dayOfYear) + 2) / 153;
        var month = (marchMonth + 2) % 12;
        return (yearOfEra + (era * 400) + (month < 2 ? 1 : 0), month, dayOfYear - (((153 * marchMonth) + 2) / 5) + 1);
    }

    private static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);
}
