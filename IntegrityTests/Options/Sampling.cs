using System.Globalization;

namespace IntegrityTests.Options;

/// <summary>Which part of the users, teams and customers a run verifies, where it verifies a sample of them.</summary>
/// <param name="Parts">How many of <see cref="Whole"/> parts; at least one, and not all.</param>
/// <param name="Seed">Which of them: with each number the next ones, until all had their turn.</param>
public readonly record struct Sampling(int Parts, int Seed)
{
    /// <summary>How many parts the rows have: a thousandth of a percent each.</summary>
    public const int Whole = 100_000;

    private const int PartsOfPercent = Whole / 100;
    private const int MostDecimals = 3;

    // Sunday, so that a week has one number to begin with.
    private static readonly DateTimeOffset FirstDay = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Its form. Without a seed it is the number of the day (UTC), so that each day has other rows.</summary>
    internal static Form<Sampling> Form { get; } =
        new("a percentage below 100 %, and a whole number as seed if the same rows are to be chosen again, such as 1% or 0.5%,42", Read);

    /// <summary>Whether a row is in the sample. Every row is in one sample of as many seeds in a row as there are samples.</summary>
    /// <param name="project">The project of the row.</param>
    /// <param name="id">The row's id.</param>
    public bool Includes(string project, string id)
    {
        var place = (long)(Hash(project, id) % Whole);
        var first = (long)Parts * (Seed % Whole) % Whole;
        return (place - first + Whole) % Whole < Parts;
    }

    /// <summary>For people, such as <c>1 % (seed 42)</c>.</summary>
    public string Words => $"{Percent} % (seed {Seed.ToString(CultureInfo.InvariantCulture)})";

    private string Percent => ((decimal)Parts / PartsOfPercent).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>The form of the variable.</summary>
    public override string ToString() => $"{Percent}%,{Seed.ToString(CultureInfo.InvariantCulture)}";

    private static Sampling Read(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > 2 || !parts[0].EndsWith('%')) throw new FormatException("is not a percentage");
        var number = parts[0][..^1].TrimEnd();
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
            throw new FormatException("is not a percentage");
        if (decimal.Round(percent, MostDecimals) != percent) throw new FormatException("has more than three decimals");
        if (percent <= 0) throw new FormatException("is too small");
        if (percent >= 100) throw new FormatException("is not below 100 %");
        var seed = parts.Length == 2 ? Forms.ReadNumber(parts[1], int.MaxValue) : Today();
        return new Sampling((int)(percent * PartsOfPercent), seed);
    }

    private static int Today() => (int)(TimeProvider.System.GetUtcNow() - FirstDay).TotalDays;

    // FNV-1a, whose last letters hardly move the high bits, mixed (as SplitMix64 does).
    private static ulong Hash(string project, string id)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in project) hash = unchecked((hash ^ letter) * 1099511628211UL);
        hash = unchecked((hash ^ '/') * 1099511628211UL);
        foreach (var letter in id) hash = unchecked((hash ^ letter) * 1099511628211UL);
        hash = unchecked((hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9UL);
        hash = unchecked((hash ^ (hash >> 27)) * 0x94d049bb133111ebUL);
        return hash ^ (hash >> 31);
    }
}
