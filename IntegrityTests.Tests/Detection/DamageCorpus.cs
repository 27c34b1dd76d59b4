using IntegrityTests.Tests.EndToEnd.Harness;

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
            .Select((folder, index) => new DamageEntry(
                Path.GetFileName(folder),
                index + 1,
                File.ReadAllText(Path.Combine(folder, "damage.sql")),
                File.ReadAllLines(Path.Combine(folder, "expected.jsonl")))),
    ];

    /// <summary>Projects of the deployment. The last one is whole, for damages that name another project.</summary>
    public static int Last => Entries.Count + 1;
}
