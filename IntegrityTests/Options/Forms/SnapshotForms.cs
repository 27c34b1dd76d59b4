namespace IntegrityTests.Options.Forms;

/// <summary>The forms of the variables of snapshots.</summary>
internal static class SnapshotForms
{
    public const string File = "the path of a file; a relative one starts at the solution's folder";
    private const int ShortestKey = 16;

    public static Form<SnapshotMode> Mode { get; } =
        Choice.Of(("off", SnapshotMode.Off), ("save", SnapshotMode.Save), ("verify", SnapshotMode.Verify));

    public static Form<string> Key { get; } = new("a secret text of at least 16 characters, such as the output of openssl rand -hex 32", text =>
        text.Length >= ShortestKey ? text : throw new FormatException($"has fewer than {ShortestKey} characters"));

    public static Form<IReadOnlyList<IgnoredPath>> Ignore { get; } = new(
        "JSON paths with commas between them, each with an endpoint before it or without, such as $.last_active_at_millis,/api/v1/users/*: $.selected_team.*",
        IgnoredPathForm.ReadList);

    public static string ReadFile(string text, string baseDirectory)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)) throw new FormatException("is not a path");
        var path = Path.GetFullPath(text, Path.GetFullPath(baseDirectory));
        return System.IO.File.Exists(path) ? path : throw new FormatException("is no file that exists");
    }
}
