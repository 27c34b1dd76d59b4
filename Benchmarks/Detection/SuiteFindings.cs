using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Benchmarks.Targets;

namespace Benchmarks.Detection;

/// <summary>The findings of a run of the suite, of any severity, and what it could not verify.</summary>
internal sealed partial class SuiteFindings
{
    private readonly HashSet<string> _projects = new(StringComparer.Ordinal);
    private readonly List<string> _lines = [];
    private readonly Dictionary<string, long> _columns = new(StringComparer.Ordinal);

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

    /// <summary>In how many rows a column differs from the saved tables.</summary>
    /// <param name="column">Table and column.</param>
    public long RowsChangedIn(string column) => _columns.GetValueOrDefault(column);

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
        const string Column = "column:";
        if (found.TryGetProperty("subject", out var subject) && subject.GetString() is { } name
            && name.StartsWith(Column, StringComparison.Ordinal)
            && Changed().Match(found.GetProperty("message").GetString()!) is { Success: true } changed)
        {
            var rows = long.Parse(changed.Groups["rows"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            _columns[name[Column.Length..]] = _columns.GetValueOrDefault(name[Column.Length..]) + rows;
        }
    }

    [GeneratedRegex("^changed (since )?in (?<rows>[0-9,]+) of")]
    private static partial Regex Changed();
}
