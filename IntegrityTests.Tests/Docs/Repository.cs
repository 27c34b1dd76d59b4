namespace IntegrityTests.Tests.Docs;

/// <summary>Files of this repository.</summary>
internal static class Repository
{
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    public static void Write(string path, string text) => File.WriteAllText(Path.Combine(Root(), path), text);

    /// <summary>Paths of the files that match, with slashes, without those that a build made.</summary>
    public static IReadOnlyList<string> Files(string pattern)
    {
        var root = Root();
        var paths = Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'));
        return [.. paths.Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj" || folder.StartsWith('.'))).Order()];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IntegrityTests.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside a checkout.");
        return folder.FullName;
    }
}
