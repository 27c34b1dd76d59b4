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
        if (Months == 0)
            return (to - from) / Millis;

        var count = 0;
        for (var next = After(from, 1); next <= to; next = After(next, 1))
            count++;
        return count;
    }
}
