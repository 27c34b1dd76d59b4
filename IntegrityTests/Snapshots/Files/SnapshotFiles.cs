namespace IntegrityTests.Snapshots.Files;

/// <summary>The names of a snapshot's files, in Verify's conventions.</summary>
internal static class SnapshotFiles
{
    public const string Verified = ".verified.jsonl";
    public const string Received = ".received.jsonl";

    private const string List = "_list=";

    /// <summary>The files of tables.</summary>
    public const string VerifiedTable = ".verified.bin";
    public const string ReceivedTable = ".received.bin";

    /// <summary>The folder of tables, which stands beside those of projects.</summary>
    public const string Tables = "_tables";

    /// <summary>What describes the tables of the set.</summary>
    public static readonly string TableSet = Path.Combine(Tables, "tables.json");

    /// <summary>What describes the set as a whole.</summary>
    public const string Set = "set.json";

    /// <summary>Where a file is below the folder of the set.</summary>
    public static string PathOf(string project, string name, string ending) => Path.Combine(FolderOf(project), name + ending);

    /// <summary>The folder of a project: its id, which is a uuid or a word.</summary>
    public static string FolderOf(string project) =>
        project.StartsWith('.') ? "%2E" + Uri.EscapeDataString(project[1..]) : Uri.EscapeDataString(project);

    /// <summary>The project that a folder is of.</summary>
    public static string ProjectOf(string folder) => Uri.UnescapeDataString(folder);

    /// <summary>The check that a file is of, without the list.</summary>
    public static string CheckOf(string name) => name.Split(List)[0];

    /// <summary>Whether a file holds a list of a project's, one item per line.</summary>
    public static bool IsOfList(string name) => name.Contains(List, StringComparison.Ordinal);

    /// <summary>A file's name without ending.</summary>
    public static string NameOf(string path) => Path.GetFileName(path)[..^Verified.Length];
}
