namespace IntegrityTests.Options;

/// <summary>What the variables of snapshots ask of each other, and where snapshots are by default.</summary>
internal static class SnapshotRules
{
    private const string Root = "snapshots";

    /// <summary>The folder of the run's snapshot.</summary>
    public static string FolderOf(IntegrityOptions options) =>
        options.SnapshotDirectory ?? Path.Combine(ProcessEnvironment.BaseDirectory(), Root, TargetName(options));

    /// <summary>Mistakes that no variable has by itself.</summary>
    public static IEnumerable<string> Mistakes(IntegrityOptions options)
    {
        if (options is { Snapshots: SnapshotMode.Save, SnapshotDigests: true, SnapshotKey: null })
            yield return $"{Variables.SnapshotContent}=digest needs a key, but {Variables.SnapshotKey} is not set: without one, whoever has the "
                + $"snapshot could guess what was hashed. Expected in it: {Forms.SnapshotForms.Key.Expected}.";
        if (options.Snapshots != SnapshotMode.Off && options.Shard != Shard.Whole)
            yield return "INTEGRITY_SHARD splits the run, and snapshots of a part cannot be put together yet. Expected with INTEGRITY_SNAPSHOTS: no "
                + "shard; INTEGRITY_PROJECTS splits by project instead.";
        if (options.SnapshotImport is not null && options.Snapshots != SnapshotMode.Verify)
            yield return $"{Variables.SnapshotImport} is set, but nothing is compared. Expected with it: INTEGRITY_SNAPSHOTS=verify.";
        if (options is { SnapshotImport: not null, SnapshotDirectory: not null })
            yield return $"{Variables.SnapshotImport} and {Variables.SnapshotDir} are both set. Expected: one of them, since answers are compared with one of them.";
    }

    private static string TargetName(IntegrityOptions options) =>
        options.UsesSample || options.ApiUrl is null ? "sample"
        : options.ApiUrl.IsDefaultPort ? options.ApiUrl.IdnHost
        : FormattableString.Invariant($"{options.ApiUrl.IdnHost}_{options.ApiUrl.Port}");
}
