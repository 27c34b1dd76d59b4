namespace IntegrityTests.Options.Forms;

/// <summary>Folders. They need not exist yet.</summary>
internal static class FolderForm
{
    public const string Expected = "the path of a folder; a relative one starts at the solution's folder, such as TestResults/integrity";

    public const string ExpectedExisting = "the path of a folder that exists; a relative one starts at the solution's folder, such as invariants";

    public static string ReadExisting(string text, string baseDirectory)
    {
        var path = Read(text, baseDirectory);
        return Directory.Exists(path) ? path : throw new FormatException("does not exist");
    }

    public static string Read(string text, string baseDirectory)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
            throw new FormatException("is not a path");

        var path = Path.GetFullPath(text, Path.GetFullPath(baseDirectory));
        return File.Exists(path) ? throw new FormatException("is a file, not a folder") : path;
    }
}
