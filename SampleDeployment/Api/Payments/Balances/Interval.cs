using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Payments.Balances;

/// <summary>A time between two repetitions: so many milliseconds, or so many months.</summary>
internal readonly record struct Interval(long Millis, int Months)
{
    private const long Day = 86_400_000;

    /// <exception cref="InvalidResponseException">There is no such unit.</exception>
    public static Interval Of(int count, string? unit) => unit switch
    {
        "day" => new(count * Day, 0),
        "week" => new(count * 7 * Day, 0),
        "month" => new(0, count),
        "year" => new(0, checked(count * 12)),
        _ => throw new InvalidResponseException("An interval has no unit."),
    };

    /// <summary>The moment that is so many intervals after another one, in a single step.</summary>
    public long After(long moment, long times) =>
        Months == 0 ? moment + Millis * times : ScriptDate.AddMonths(moment, Months * times);

    /// <summary>How many intervals fit. Months are stepped one by one, each from where the last one ended.</summary>
    public long Between(long from, long to)
    {
        if (Months == 0) return (to - from) / Millis;

        var count = 0;
        for (var next = After(from, 1); next <= to; next = After(next, 1))
            count++;
        return count;
    }
}

/// <summary>JavaScript's calendar, in UTC: a day that a month does not have runs over into the next one.</summary>
internal static class ScriptDate
{
    private const long Day = 86_400_000;

    /// <summary>31 January plus a month is 3 March, or 2 March in a leap year.</summary>
    public static long AddMonths(long millis, long months)
    {
        var day = Math.DivRem(millis, Day, out var time);
        if (time < 0)
        {
            day--;
            time += Day;
        }

        var (year, month, dayOfMonth) = CivilOf(day);
        var total = year * 12 + (month - 1) + months;
        var newYear = Floor(total, 12);
        return (DayOf(newYear, total - newYear * 12 + 1, 1) + dayOfMonth - 1) * Day + time;
    }

    // Years begin in March here, so that the leap day is the last one of its year; an era is 400 years.
    private static (long Year, long Month, long Day) CivilOf(long day)
    {
        day += 719_468;
        var era = Floor(day, 146_097);
        var dayOfEra = day - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var marchMonth = (5 * dayOfYear + 2) / 153;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1);
    }

    private static long DayOf(long year, long month, long day)
    {
        if (month <= 2)
            year--;
        var era = Floor(year, 400);
        var yearOfEra = year - era * 400;
        var dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static long Floor(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}
