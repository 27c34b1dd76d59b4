namespace IntegrityTests.Options;

/// <summary>The forms of paths. Each is read as a full path.</summary>
internal static class PathForms
{
    private const string Start = "a relative one starts at the solution's folder";

    /// <summary>A folder that need not exist yet.</summary>
    public static Form<string> Folder { get; } =
        new($"the path of a folder; {Start}, such as TestResults/integrity", ReadFolder);

    public static Form<string> ExistingFolder { get; } =
        new($"the path of a folder that exists; {Start}, such as invariants", (text, baseDirectory) =>
            Existing(ReadFolder(text, baseDirectory), Directory.Exists));

    /// <summary>A file that need not exist yet.</summary>
    public static Form<string> File { get; } =
        new($"the path of a file; {Start}, such as known.jsonl", ReadFile);

    /// <summary>A script that need not exist yet. What else may be named by mistake would be replaced.</summary>
    public static Form<string> Script { get; } =
        new($"the path of a file that ends with .sql; {Start}, such as repair.sql", (text, baseDirectory) =>
            ReadFile(text, baseDirectory) is var path && path.EndsWith(".sql", StringComparison.Ordinal)
                ? path
                : throw new FormatException("does not end with .sql"));

    public static Form<string> ExistingFile { get; } =
        new($"the path of a file that exists; {Start}, such as output.json", (text, baseDirectory) =>
            Existing(ReadFile(text, baseDirectory), System.IO.File.Exists));

    private static string ReadFolder(string text, string baseDirectory)
    {
        var path = FullPath(text, baseDirectory);
        return System.IO.File.Exists(path) ? throw new FormatException("is a file, not a folder") : path;
    }

    private static string ReadFile(string text, string baseDirectory)
    {
        var path = FullPath(text, baseDirectory);
        return Directory.Exists(path) ? throw new FormatException("is a folder, not a file") : path;
    }

    private static string FullPath(string text, string baseDirectory) =>
        string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)
            ? throw new FormatException("is not a path")
            : Path.GetFullPath(text, Path.GetFullPath(baseDirectory));

    private static string Existing(string path, Func<string, bool> exists) =>
        exists(path) ? path : throw new FormatException("does not exist");
}
