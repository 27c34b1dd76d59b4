using System.Collections;

namespace IntegrityTests.Options;

/// <summary>What the options need of the process they run in.</summary>
internal static class ProcessEnvironment
{
    private const string Landmark = "IntegrityTests.sln";

    /// <summary>The variables of this process.</summary>
    public static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <summary>The folder of the solution in a checkout, else the folder of the program.</summary>
    public static string BaseDirectory() => BaseDirectory(AppContext.BaseDirectory);

    internal static string BaseDirectory(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark))) return folder.FullName;
        }

        return start;
    }
}
