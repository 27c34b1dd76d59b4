using System.Diagnostics;

namespace Benchmarks.Targets;

/// <summary>How the suite is started: as its user starts it, by <c>dotnet test</c>.</summary>
internal static class SuiteProcess
{
    /// <param name="variables">The target, and other settings of the suite; those of the shell do not count.</param>
    /// <param name="filter">Which checks; null: all.</param>
    /// <param name="results">Folder of the findings.</param>
    public static ProcessStartInfo Of(IReadOnlyDictionary<string, string> variables, string? filter, string results)
    {
        string[] arguments = ["test", "IntegrityTests", "-c", "Release", "--no-build", .. filter is null ? [] : new[] { "--filter", filter }];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Folder, RedirectStandardOutput = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("INTEGRITY_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        start.Environment["INTEGRITY_RESULTS"] = results;
        return start;
    }
}
