using System.Collections.Frozen;

namespace IntegrityTests.Deployment.Generations;

/// <summary>The names of the platform's migrations that the suite knows (source: migrations.txt, beside this file).</summary>
internal static class Migrations
{
    // Existed for one day: a deployment that migrated on it has the name (source: docs/platform.md, Telling the generations apart).
    private const string OfOneDay = "20260323000000_add_signed_up_at_default";

    private static readonly Dictionary<string, FrozenSet<string>> ByGeneration = Read();

    /// <summary>Those that every deployment of a known generation has.</summary>
    public static FrozenSet<string> OfMarch { get; } = ByGeneration[Generation.March2026.Name()];

    /// <summary>Those that 2026-04 has besides.</summary>
    public static FrozenSet<string> OfApril { get; } = ByGeneration[Generation.April2026.Name()];

    /// <summary>Whether the suite knows a name.</summary>
    public static bool IsKnown(string name) => OfMarch.Contains(name) || OfApril.Contains(name) || name == OfOneDay;

    /// <summary>Whether a name is of a version that is newer than any known one: names begin with the time of writing.</summary>
    public static bool IsNewer(string name) => !IsKnown(name) && string.CompareOrdinal(name, OfApril.Max(StringComparer.Ordinal)) > 0;

    /// <summary>
    /// Those that a database lacks although it has the last one of their generation. Between two generations some are legally not there
    /// yet.
    /// </summary>
    /// <param name="names">The names that it has.</param>
    public static IEnumerable<string> MissingOf(IReadOnlySet<string> names)
    {
        var hasApril = names.Contains(OfApril.Max(StringComparer.Ordinal)!);
        return (HasComeToMarch(names) ? OfMarch : []).Concat(hasApril ? OfApril : [])
            .Where(name => !names.Contains(name))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Whether a database has come to 2026-03 or further.</summary>
    /// <param name="names">The names that it has.</param>
    public static bool HasComeToMarch(IReadOnlySet<string> names) =>
        names.Contains(OfMarch.Max(StringComparer.Ordinal)!) || OfApril.Any(names.Contains);

    /// <summary>Those of a database that are of no version of the platform: not known, and not newer than all known ones.</summary>
    /// <param name="names">The names that it has.</param>
    public static IEnumerable<string> UnknownOf(IReadOnlySet<string> names) =>
        names.Any(IsKnown) ? names.Where(name => !IsKnown(name) && !IsNewer(name)).Order(StringComparer.Ordinal) : [];

    private static Dictionary<string, FrozenSet<string>> Read()
    {
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream("migrations.txt")!);
        var names = new Dictionary<string, List<string>>();
        var heading = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal)) names[heading = line[2..]] = [];
            else names[heading].Add(line);
        }

        return names.ToDictionary(section => section.Key, section => section.Value.ToFrozenSet(StringComparer.Ordinal));
    }
}
