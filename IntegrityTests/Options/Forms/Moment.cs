using System.Globalization;

namespace IntegrityTests.Options.Forms;

/// <summary>Moments in UTC, as the platform writes them.</summary>
internal static class Moment
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];

    public static Form<DateTimeOffset> Utc { get; } = new("a moment in UTC in ISO 8601, such as 2026-11-22T08:05:37.902Z", Read);

    private static DateTimeOffset Read(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new FormatException("is not a moment in UTC");
}
