using System.Globalization;

namespace SampleDeployment.Data;

/// <summary>The moment that a sample deployment believes it is.</summary>
internal static class SampleClock
{
    /// <summary>After all that the default data set says has happened, so that balances are the same on every run.</summary>
    public static DateTimeOffset Default { get; } = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);

    /// <summary>As the suite's INTEGRITY_CLOCK wants it.</summary>
    public static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A clock that stands still.</summary>
    internal sealed class Stopped(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
