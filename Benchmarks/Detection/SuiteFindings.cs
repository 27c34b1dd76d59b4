using System.Diagnostics;
using System.Text.Json;
using Benchmarks.Targets;

namespace Benchmarks.Detection;

/// <summary>The findings of a run of the suite, of any severity, and what it could not verify.</summary>
internal sealed class SuiteFindings
{
    private readonly HashSet<string> _projects = new(StringComparer.Ordinal);
    private readonly List<string> _lines = [];

    private SuiteFindings()
    {
    }

    /// <summary>Whether there is any.</summary>
    public bool Any => First is not null;

    /// <summary>The first of them, as the suite wrote it.</summary>
    public string? First { get; private set; }

    /// <exception cref="BenchmarkException">The run did not come to its end.</exception>
    public static async Task<SuiteFindings> OfRunAsync(IReadOnlyDictionary<string, string> variables, CancellationToken cancel)
    {
        var results = Directory.CreateTempSubdirectory("integrity-detection-");
        try
        {
            using var process = Process.Start(SuiteProcess.Of(variables, filter: null, results.FullName))!;
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            var file = Path.Combine(results.FullName, "findings.jsonl");
            if (!File.Exists(file)) throw new BenchmarkException($"The suite did not run:\n{await output}");
            return await ReadAsync(file, cancel) ?? throw new BenchmarkException($"The suite's run was cut off:\n{await output}");
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    /// <summary>Whether something was found about the damage.</summary>
    public bool Has(PlantedDamage damage) => _projects.Contains(damage.Project)
        || _lines.Any(line => damage.Keys.Any(key => line.Contains(key, StringComparison.Ordinal)));

    private static async Task<SuiteFindings?> ReadAsync(string file, CancellationToken cancel)
    {
        var findings = new SuiteFindings();
        var ended = false;
        await foreach (var line in File.ReadLinesAsync(file, cancel))
        {
            using var parsed = JsonDocument.Parse(line);
            var kind = parsed.RootElement.GetProperty("kind").GetString();
            ended |= kind == "end";
            if (kind is "finding" or "not-verified") findings.Add(line, parsed.RootElement);
        }

        return ended ? findings : null;
    }

    private void Add(string line, JsonElement found)
    {
        First ??= line;
        if (found.TryGetProperty("project", out var project)) _projects.Add(project.GetString()!);
        _lines.Add(line);
    }
}
