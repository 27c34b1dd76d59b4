namespace Benchmarks.Targets;

/// <summary>Where the solution and its Release builds are.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    public static string SampleDeployment => Path.Combine(Folder, "SampleDeployment", "bin", "Release", "net10.0", "SampleDeployment.dll");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntegrityTests.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new BenchmarkException("Start the benchmarks from a checkout: IntegrityTests.sln was not found.");
    }
}
