using System.Globalization;

namespace IntegrityTests.Running;

/// <summary>A number and what it counts, as in a sentence.</summary>
internal static class Quantity
{
    /// <summary>Such as <c>1 row verified</c> or <c>1,234 rows verified</c>.</summary>
    public static string Of(long count, string singular, string rest = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {singular}{(count == 1 ? "" : "s")}{rest}");

    /// <summary>A time in its largest whole unit, such as <c>2 hours</c> or <c>90 seconds</c>.</summary>
    public static string Of(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerDay == 0 ? Of(time.Ticks / TimeSpan.TicksPerDay, "day")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? Of(time.Ticks / TimeSpan.TicksPerHour, "hour")
        : time.Ticks % TimeSpan.TicksPerMinute == 0 ? Of(time.Ticks / TimeSpan.TicksPerMinute, "minute")
        : Of((long)time.TotalSeconds, "second");

    /// <summary>The same after a comma; empty for 0.</summary>
    public static string More(long count, string singular, string rest = "") => count == 0 ? "" : ", " + Of(count, singular, rest);
}
