using IntegrityTests.Tests.EndToEnd.Harness;
using SampleDeployment.Data;
using SamplePlans = SampleDeployment.Data.Plans;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// All entries. Each has a project of one deployment to itself: damages of different projects do not meet, since whatever the suite reads,
/// asks and compares is of one project, and every finding names the project or an id that one entry alone has.
/// </summary>
internal static class DamageCorpus
{
    /// <summary>Users of each project.</summary>
    public const int Users = 20;

    public static IReadOnlyList<DamageEntry> Entries { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Checkout.Folder, "IntegrityTests.Tests", "Damage"))
            .OrderBy(folder => folder, StringComparer.Ordinal)
            .Select((folder, index) => DamageEntry.Read(folder, index + 1)),
    ];

    /// <summary>The entries whose projects were saved before the damage and are compared with what was saved.</summary>
    public static IReadOnlyList<DamageEntry> WithSnapshot { get; } = [.. Entries.Where(entry => entry.HasSnapshot)];

    /// <summary>Projects of the deployment. The last one is whole, for damages that name another project.</summary>
    public static int Last => Entries.Count + 1;

    /// <summary>All projects: one for each entry, the whole one, and the platform's own.</summary>
    internal static IReadOnlyList<ProjectPlan> Plans { get; } =
        [.. Entries.Select(entry => entry.Plan), .. SamplePlans.Uniform(Last, Users, transactions: 0).Skip(Entries.Count)];
}
