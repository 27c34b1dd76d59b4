namespace IntegrityTests.Options;

/// <summary>Mistakes that no variable has by itself: what variables require of each other.</summary>
internal static class Combinations
{
    private static readonly string[] Target = ["INTEGRITY_DATABASE", "INTEGRITY_API_URL", "INTEGRITY_ADMIN_KEY"];

    /// <summary>Database, URL and key, which name a deployment together: all of them or none.</summary>
    public static IEnumerable<Variable> TargetVariables => Variables.All.Where(variable => Target.Contains(variable.Name));

    /// <summary>All such mistakes.</summary>
    /// <param name="options">The options as read.</param>
    /// <param name="nameInUse">The name that a variable is set under, or null.</param>
    public static IEnumerable<string> Mistakes(IntegrityOptions options, Func<Variable, string?> nameInUse) =>
    [
        .. OfBaseline(options), .. OfTarget(nameInUse), .. OfSnapshots(options),
        .. PartOfRows.Mistakes(options), .. Parts.Mistakes(options),
    ];

    private static IEnumerable<string> OfBaseline(IntegrityOptions options)
    {
        if (options is { WritesBaseline: true, BaselineFile: null })
        {
            yield return "INTEGRITY_BASELINE_WRITE=yes needs a file to write. Expected: its path in INTEGRITY_BASELINE, such as "
                + "known.jsonl.";
        }
    }

    private static IEnumerable<string> OfTarget(Func<Variable, string?> nameInUse)
    {
        var given = TargetVariables.Select(nameInUse).OfType<string>().ToArray();
        if (given.Length == 0 || given.Length == Target.Length) yield break;

        var missing = TargetVariables.Where(variable => nameInUse(variable) is null)
            .Select(variable => $"{variable.Name} (or {variable.Fallback})")
            .ToArray();
        yield return $"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing, while {string.Join(" and ", given)} "
            + $"{(given.Length == 1 ? "is" : "are")} set. Expected: database, URL and key of one deployment, or none of them for the "
            + "sample deployment.";
    }

    private static IEnumerable<string> OfSnapshots(IntegrityOptions options)
    {
        if (options is { Snapshots: SnapshotMode.Save, SnapshotDigests: true, SnapshotKey: null })
        {
            yield return "INTEGRITY_SNAPSHOT_CONTENT=digest needs a key, but INTEGRITY_SNAPSHOT_KEY is not set: without one, anyone "
                + $"who has the snapshot could guess what was hashed. Expected in it: {Forms.SnapshotKey.Expected}.";
        }

        if (options.SnapshotImport is not null && options.Snapshots != SnapshotMode.Verify)
            yield return "INTEGRITY_SNAPSHOT_IMPORT is set, but nothing is compared. Expected with it: INTEGRITY_SNAPSHOTS=verify.";
        if (options is { SnapshotImport: not null, SnapshotDirectory: not null })
        {
            yield return "INTEGRITY_SNAPSHOT_IMPORT and INTEGRITY_SNAPSHOT_DIR are both set. Expected: one of them, since answers are "
                + "compared with only one.";
        }
    }
}
