using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Parts;

/// <summary>The parts of one run among those that lie in a folder; what is of another run, missing or twice is named.</summary>
internal sealed class ChosenParts
{
    /// <summary>
    /// All parts of a run begin within so long a time. A part of the night before is older; one that was started again is not.
    /// </summary>
    public static readonly TimeSpan Moment = TimeSpan.FromHours(12);

    private const int MaxNamed = 20;
    private const int LongestValue = 100;

    private readonly List<string> _problems;

    private ChosenParts(IReadOnlyList<Part> parts, List<string> problems) => (All, _problems) = (parts, problems);

    /// <summary>The parts, each once, in their order.</summary>
    public IReadOnlyList<Part> All { get; }

    /// <summary>What keeps them from being the whole run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Chooses the parts of the run that most of them are of, or that the settings name.</summary>
    public static ChosenParts Of(UnionSettings settings, JsonObject here)
    {
        var (found, problems) = PartFolder.Read(settings.Folder);
        var all = new List<string>(problems);
        if (found.Count == 0)
        {
            all.Add($"There is no shard in {settings.Folder}: no {FindingsFile.Name} of one lies below it. Expected: a folder for each "
                + "shard, with the results that it wrote (INTEGRITY_RESULTS).");
            return new ChosenParts([], all);
        }

        var first = Reference(settings, found);
        var parts = new List<Part>();
        foreach (var part in found)
        {
            if (WhyOther(settings, first, part) is { } other) all.Add(other);
            else if (parts.Find(before => before.Index == part.Index) is { } twin) all.Add(Twice(twin, part));
            else parts.Add(part);
        }

        parts.Sort((one, other) => one.Index.CompareTo(other.Index));
        all.AddRange(Missing(parts));
        all.AddRange(NotAsHere(settings, first, here));
        return new ChosenParts(parts, all);
    }

    private static Part Reference(UnionSettings settings, IReadOnlyList<Part> found) => found
        .GroupBy(part => Identity(settings, part), StringComparer.Ordinal)
        .OrderByDescending(run => settings.RunId is { } id && run.First().Run.Text("runId") == id)
        .ThenByDescending(run => run.Select(part => part.Index).Distinct().Count())
        .ThenByDescending(run => run.Max(part => part.Started))
        .First()
        .MaxBy(part => part.Started)!;

    private static string Identity(UnionSettings settings, Part part) =>
        string.Join('\n', Members(settings, part).OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}={member.Value}"));

    // Whatever the first line says of settings and platform.
    private static IEnumerable<KeyValuePair<string, string>> Members(UnionSettings settings, Part part)
    {
        yield return KeyValuePair.Create("shards in all", part.Of.ToString(CultureInfo.InvariantCulture));
        foreach (var member in part.Run.EnumerateObject())
        {
            if (member.Name is "kind" or "started" || settings.OfEach.Contains(member.Name)) continue;
            var isSet = member.Value.ValueKind != JsonValueKind.Null;
            var value = settings.SetHere.Contains(member.Name) ? isSet ? "set" : "not set" : member.Value.GetRawText();
            yield return KeyValuePair.Create(member.Name, value);
        }
    }

    private static string? WhyOther(UnionSettings settings, Part first, Part part)
    {
        var (expected, actual) = (Members(settings, first).ToDictionary(), Members(settings, part).ToDictionary());
        var differences = expected.Keys.Union(actual.Keys)
            .Where(name => expected.GetValueOrDefault(name) != actual.GetValueOrDefault(name))
            .Select(name =>
                $"{name} is {Shown(actual.GetValueOrDefault(name))}, and {Shown(expected.GetValueOrDefault(name))} in the others")
            .ToList();
        var age = first.Started - part.Started;
        if (age > Moment)
        {
            differences.Add($"it began at {Moments(part.Started)}, and {first.Name} at {Moments(first.Started)}, which is more than "
                + $"{Quantity.Of(Moment)} later");
        }

        return differences.Count == 0 ? null
            : $"{Capital(part.Name)} is of another run than the others: {string.Join("; ", differences.Take(MaxNamed))}. It is left out. "
                + "Expected: shards of one run, over one deployment, with equal settings and one build of the suite. Remove its folder, "
                + "or run the shard again.";
    }

    private static string Twice(Part one, Part other) =>
        $"Shard {one.Index}/{one.Of} is there twice: in {one.Folder}, which counts here, and in {other.Folder}, which is left out. Which "
        + "one belongs to this run is not known. Expected: each shard once. Remove one of the two folders.";

    private static IEnumerable<string> Missing(List<Part> parts)
    {
        if (parts.Count == 0) yield break;
        var of = parts[0].Of;
        var missing = Enumerable.Range(1, of).Except(parts.Select(part => part.Index)).ToList();
        if (missing.Count == 0) yield break;
        var names = string.Join(", ", missing.Take(MaxNamed).Select(index => $"{index}/{of}"))
            + (missing.Count > MaxNamed ? $" and {missing.Count - MaxNamed} more" : "");
        yield return $"{Quantity.Of(missing.Count, "shard")} of {of} {(missing.Count == 1 ? "is" : "are")} missing: {names}. Nothing is "
            + "known about what they were to verify. Expected: the results of all shards. Find their results, or run them again "
            + "with the same settings.";
    }

    private static IEnumerable<string> NotAsHere(UnionSettings settings, Part first, JsonObject here)
    {
        foreach (var name in settings.SameHere)
        {
            var (there, now) = (first.Run.Member(name)?.GetRawText() ?? "null", JsonText.Of(here[name]));
            if (there != now)
            {
                yield return $"The shards ran with {name} {Shown(there)}, and this merge has {Shown(now)}, so that it would judge them "
                    + "otherwise. Expected: the same settings and the same build of the suite.";
            }
        }

        foreach (var name in settings.SetHere)
        {
            var (there, now) = (first.Run.Member(name) is { ValueKind: not JsonValueKind.Null }, here[name] is not null);
            if (there == now) continue;
            yield return $"The shards ran {(there ? "with" : "without")} {name}, and this merge {(now ? "has it" : "has none")}. Expected: "
                + "the same here as there.";
        }
    }

    private static string Shown(string? value) => value switch
    {
        null => "not given",
        { Length: > LongestValue } => value[..LongestValue] + "...",
        _ => value,
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Moments(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
