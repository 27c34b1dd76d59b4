namespace SampleDeployment.Postgres;

/// <summary>Looks programs up, as a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The folders of PATH, and the two that an ordinary user's PATH often lacks.</summary>
    public static IEnumerable<string> Folders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin").Append("/sbin");

    public static string? Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
