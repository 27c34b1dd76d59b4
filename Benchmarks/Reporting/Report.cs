using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Benchmarks.Reporting;

/// <summary>The section that the program prints: command, machine, budgets, costs.</summary>
internal sealed class Report(CommandLine line)
{
    private readonly string _machine = Machine.Describe();
    private readonly List<string> _budgets = [];
    private readonly List<string> _costs = [];
    private readonly List<string> _growth = [];
    private readonly DetectionTable _detection = new();

    /// <summary>Prints progress for whoever waits for the result.</summary>
    public static void Progress(string text) => Console.Error.WriteLine(text);

    /// <summary>Adds a budget and what was measured.</summary>
    public void Budget(string part, string budget, string measured, bool isMet) =>
        Row(_budgets, part, budget, measured, isMet ? "yes" : "**no**");

    /// <summary>Adds what was measured where there is no budget.</summary>
    public void Fact(string part, string measured) => Row(_budgets, part, "", measured, "");

    /// <summary>Adds a step of a verified call and what it costs the client.</summary>
    public void Cost(string step, string time, string allocated) => Row(_costs, step, time, allocated);

    /// <summary>Adds what a query takes over a tenth of the rows and over all: its time, and the bytes that it keeps on disk.</summary>
    public void Growth(string query, string tenth, string whole, double times, long tenthBytes, long wholeBytes) => Row(
        _growth,
        query,
        tenth,
        whole,
        string.Create(CultureInfo.InvariantCulture, $"{times:0.0}"),
        string.Create(CultureInfo.InvariantCulture, $"{tenthBytes / 1e6:0} MB"),
        string.Create(CultureInfo.InvariantCulture, $"{wholeBytes / 1e6:0} MB"));

    /// <summary>Adds a damage, and whether it was found.</summary>
    public void Detected(DetectedDamage damage) => _detection.Add(damage);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder($"## Measured\n\n`{line.Command}`\n\n{_machine}\n");
        if (_budgets.Count > 0)
            text.Append("\n| part | budget | measured | met |\n|---|---|---|---|\n").AppendJoin('\n', _budgets).Append('\n');
        if (_costs.Count > 0)
            text.Append("\n| step of one call | CPU | allocated |\n|---|---|---|\n").AppendJoin('\n', _costs).Append('\n');
        if (_growth.Count > 0)
            text.Append("\n| query | N / 10 | N | times | on disk, N / 10 | on disk, N |\n|---|---|---|---|---|---|\n")
                .AppendJoin('\n', _growth).Append('\n');
        if (!_detection.IsEmpty)
            text.Append(CultureInfo.InvariantCulture, $"\n{_detection}\n");
        return text.ToString().TrimEnd();
    }

    // Also as progress: a run takes minutes, and may be cut off.
    private static void Row(List<string> table, params string[] cells)
    {
        table.Add($"| {string.Join(" | ", cells)} |");
        Progress(table[^1]);
    }
}

/// <summary>The machine, as far as it explains the numbers.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({Processor()}), {gigabytes:0} GB, Linux {Environment.OSVersion.Version}, "
            + $"{RuntimeInformation.FrameworkDescription}, load average at the start {Load()}.");
    }

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}

internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
