namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Folder { get; } = FolderAbove(AppContext.BaseDirectory, "IntegrityTests.sln")
        ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below a folder with IntegrityTests.sln.");

    /// <summary>The suite's project file.</summary>
    public static string Suite { get; } = Path.Combine(Folder, "IntegrityTests", "IntegrityTests.csproj");

    /// <summary>What is built of it.</summary>
    public static string SuiteAssembly =>
        Path.Combine(
            Folder, "IntegrityTests", "bin", Configuration, new DirectoryInfo(AppContext.BaseDirectory).Name, "IntegrityTests.dll");

    /// <summary>The settings that hold when a user names none; the project file says so.</summary>
    public static string DefaultSettings => Path.Combine(Folder, "runsettings", "default.runsettings");

    /// <summary>The configuration that these tests were built in; the suite was built with them.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>
    /// The nearest folder, from <paramref name="start"/> upwards, in which <paramref name="entry"/> exists; null when there is none.
    /// </summary>
    public static string? FolderAbove(string start, string entry)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (Path.Exists(Path.Combine(folder.FullName, entry))) return folder.FullName;
        return null;
    }
}
