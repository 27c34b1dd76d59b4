namespace IntegrityTests.Snapshots.Folder;

/// <summary>Which test cases ran, kept on disk: there may be as many as projects times checks.</summary>
internal static class CaseMarks
{
    public static void Set(SnapshotFolder folder, string project, string check)
    {
        var path = PathOf(folder, project, check);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
    }

    public static bool Has(SnapshotFolder folder, string project, string check) => File.Exists(PathOf(folder, project, check));

    /// <summary>Whether any case of the project ran.</summary>
    public static bool HasAny(SnapshotFolder folder, string project) => Directory.Exists(Path.Combine(folder.Work, SnapshotFiles.FolderOf(project)));

    private static string PathOf(SnapshotFolder folder, string project, string check) =>
        Path.Combine(folder.Work, SnapshotFiles.FolderOf(project), check + ".case");
}
