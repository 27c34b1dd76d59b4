using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>Runs with snapshots.</summary>
internal static class SnapshotCommands
{
    public static SuiteCommand Saving(this SuiteCommand command, string folder) =>
        command.With("INTEGRITY_SNAPSHOTS", "save").With("INTEGRITY_SNAPSHOT_DIR", folder);

    public static SuiteCommand Comparing(this SuiteCommand command, string folder) =>
        command.With("INTEGRITY_SNAPSHOTS", "verify").With("INTEGRITY_SNAPSHOT_DIR", folder);

    /// <summary>What differs from the snapshot, in a project or in all, as code, subject and path; each as often as it was found.</summary>
    public static IEnumerable<(string Code, string Subject, string Path)> Differences(this SuiteResult run, string? project = null) =>
        run.Findings.Findings
        .Where(finding => finding.Code.StartsWith("SNP", StringComparison.Ordinal) && (project is null || finding.Project == project))
        .Select(finding => (finding.Code, finding.Subject!, finding.Path ?? ""));

    /// <summary>The received files, relative to the folder.</summary>
    public static IEnumerable<string> Received(string folder) =>
        Directory.EnumerateFiles(folder, "*.received.*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file));

    /// <summary>
    /// The content of each file, by its path below the folder; what a run keeps there while it goes on begins with a dot.
    /// </summary>
    public static Dictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(folder, file).StartsWith('.'))
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);

    /// <summary>Copies a snapshot: comparing writes beside what it compares with.</summary>
    public static void Copy(string folder, string copy)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
