namespace IntegrityTests.Options.Forms;

/// <summary>Durations: a whole number of seconds, or with a unit: <c>500ms</c>, <c>30s</c>, <c>2m</c>.</summary>
internal static class Duration
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static Form<TimeSpan> UpToTenMinutes { get; } =
        new("a whole number of seconds, or one with the unit ms, s or m, from 1ms to 10m, such as 30, 30s, 500ms or 2m", Read);

    private static TimeSpan Read(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "" or "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            _ => throw new FormatException("is not a duration"),
        };
        var duration = unit * (double)WholeNumber.Read(text[..digits], int.MaxValue);
        return duration <= Longest ? duration : throw new FormatException("is too long");
    }
}
