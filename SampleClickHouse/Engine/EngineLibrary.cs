namespace SampleClickHouse.Engine;

/// <summary>Where <c>libchdb.so</c> is: ClickHouse's engine as a library, which <c>install-engine.sh</c> brings from npm.</summary>
internal static class EngineLibrary
{
    /// <summary>Names the file instead of the one that the script installs.</summary>
    public const string Variable = "SAMPLE_CLICKHOUSE_ENGINE";

    /// <summary>What to run where it is missing, in the folder of the repository.</summary>
    public const string Installer = "SampleClickHouse/install-engine.sh";

    /// <summary>Where the script puts the file; the folder has the version in its name.</summary>
    public static string Installed => Path.Combine(
        Cache, "integrity-tests", "chdb", Version, "node_modules", "@chdb", "lib-linux-x64-gnu", "libchdb.so");

    /// <summary>Why <see cref="Find"/> finds nothing, and what to do.</summary>
    public static string Missing => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
        ? $"{Variable} is '{chosen}', but there is no such file. Name ClickHouse's engine (libchdb.so), or unset it and run {Installer}."
        : $"ClickHouse's engine is not installed: expected {Installed}. Run {Installer}, or name the file (libchdb.so) in {Variable}.";

    private static string Cache => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    private static string Version
    {
        get
        {
            using var stream = typeof(EngineLibrary).Assembly.GetManifestResourceStream("engine-version.txt")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().Trim();
        }
    }

    /// <summary>The file, or null where it is not there.</summary>
    public static string? Find()
    {
        var file = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen : Installed;
        return File.Exists(file) ? file : null;
    }
}
