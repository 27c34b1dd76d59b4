using System.Globalization;

namespace IntegrityTests.Deployment.Records;

/// <summary>
/// A <c>timestamp without time zone</c> in UTC exactly as PostgreSQL stores it. Unlike <see cref="DateTime"/> it holds every value
/// that a damaged row can have, so that reading one never fails a whole page.
/// </summary>
/// <param name="Microseconds">Microseconds since 2000-01-01T00:00:00Z; the two extremes are PostgreSQL's infinities.</param>
public readonly record struct StoredTime(long Microseconds)
{
    private const long FirstOfYear1 = -62_135_596_800_000;
    private const long FirstOfYear10000 = 253_402_300_800_000;
    private const long UnixMillisecondsOfEpoch = 946_684_800_000;

    /// <summary>PostgreSQL's <c>-infinity</c>.</summary>
    public static StoredTime BeforeAll => new(long.MinValue);

    /// <summary>PostgreSQL's <c>infinity</c>.</summary>
    public static StoredTime AfterAll => new(long.MaxValue);

    /// <summary>Whether this is <c>infinity</c> or <c>-infinity</c>.</summary>
    public bool IsInfinite => Microseconds is long.MaxValue or long.MinValue;

    /// <summary>Whether the value is finer than the millisecond that the platform stores and serves.</summary>
    public bool IsFinerThanMilliseconds => !IsInfinite && Microseconds % 1000 != 0;

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    public long UnixMilliseconds => UnixMillisecondsOfEpoch + (long)Math.Floor(Microseconds / 1000m);

    /// <summary>
    /// As JavaScript writes it, with milliseconds and Z; null where the year has not four digits.
    /// </summary>
    public string? IsoText => UnixMilliseconds is >= FirstOfYear1 and < FirstOfYear10000
        ? DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : null;

    /// <summary>The moment so many milliseconds after 1970-01-01T00:00:00Z.</summary>
    public static StoredTime OfUnixMilliseconds(long milliseconds) => new((milliseconds - UnixMillisecondsOfEpoch) * 1000);
}
