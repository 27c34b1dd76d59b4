namespace IntegrityTests.Options.Forms;

/// <summary>Files. They need not exist yet.</summary>
internal static class FileForm
{
    public const string Expected = "the path of a file; a relative one starts at the solution's folder, such as known.jsonl";

    public static string Read(string text, string baseDirectory)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
            throw new FormatException("is not a path");

        var path = Path.GetFullPath(text, Path.GetFullPath(baseDirectory));
        return Directory.Exists(path) ? throw new FormatException("is a folder, not a file") : path;
    }
}
