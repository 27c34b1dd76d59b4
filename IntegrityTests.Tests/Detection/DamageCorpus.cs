using IntegrityTests.Tests.EndToEnd.Harness;
using SampleDeployment;
using SampleDeployment.Data;
using Xunit;
using SamplePlans = SampleDeployment.Data.Plans;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// All entries. Each has a project of one deployment to itself: damages of different projects do not meet, since whatever the suite reads,
/// asks and compares is of one project, and every finding names the project or an id that one entry alone has.
/// </summary>
internal static class DamageCorpus
{
    /// <summary>Users of a project that needs many, and of the whole one.</summary>
    public const int MostUsers = 20;

    public static IReadOnlyList<DamageEntry> Entries { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Checkout.Folder, "IntegrityTests.Tests", "Damage"))
            .OrderBy(folder => folder, StringComparer.Ordinal)
            .Select((folder, index) => DamageEntry.Read(folder, index + 1)),
    ];

    /// <summary>
    /// The versions of the platform that a run is made on. The first has all entries that it can have; each other one those that are
    /// another test there, since most of a deployment is the same in all versions.
    /// </summary>
    internal static IReadOnlyList<Platform> Platforms { get; } = [Platform.Newest, Platform.Reference];

    /// <summary>Each version with each of its entries.</summary>
    public static TheoryData<string, string> Runs(Func<DamageEntry, bool>? condition = null)
    {
        var runs = new TheoryData<string, string>();
        foreach (var platform in Platforms)
            foreach (var entry in EntriesOn(platform).Where(condition ?? (_ => true)))
                runs.Add(platform.Name, entry.Name);
        return runs;
    }

    /// <summary>The entries of the run on a version.</summary>
    internal static IReadOnlyList<DamageEntry> EntriesOn(Platform platform) =>
    [
        .. Entries.Where(entry => entry is { IsOfCopy: false, IsOfDatabase: false } && entry.Platforms.Contains(platform))
            .Where(entry => platform == Platforms[0] || entry.DependsOnPlatform)
            .Select(entry => entry.On(platform)),
    ];

    /// <summary>The entries of the run with a copy of the rows in ClickHouse.</summary>
    internal static IReadOnlyList<DamageEntry> EntriesOfCopy => [.. Entries.Where(entry => entry.IsOfCopy)];

    /// <summary>The entries of a version that concern a whole database.</summary>
    internal static IReadOnlyList<DamageEntry> OfDatabase(Platform platform) =>
        [.. Entries.Where(entry => entry.IsOfDatabase && entry.Platforms.Contains(platform)).Select(entry => entry.On(platform))];

    /// <summary>Projects of the deployment. The last one is whole, for damages that name another project.</summary>
    public static int Last => Entries.Count + 1;

    /// <summary>The projects of a run: one for each entry, the whole one, and the platform's own.</summary>
    internal static IReadOnlyList<ProjectPlan> PlansOn(Platform platform) => PlansOf(EntriesOn(platform));

    /// <summary>The projects of a run with some entries.</summary>
    internal static IReadOnlyList<ProjectPlan> PlansOf(IReadOnlyList<DamageEntry> entries) =>
        [.. entries.Select(entry => entry.Plan), .. SamplePlans.Uniform(Last, MostUsers, transactions: 0).Skip(Entries.Count)];
}
