using System.Globalization;

namespace Benchmarks.Processes;

/// <summary>Reads what Linux tells about processes. A process that has ended meanwhile reads as null.</summary>
internal static class ProcFile
{
    // USER_HZ, which is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Each running process with its parent.</summary>
    public static Dictionary<int, int> Parents()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Stat(id) is { } fields)
                parents[id] = int.Parse(fields[1], CultureInfo.InvariantCulture);
        return parents;
    }

    /// <summary>The arguments that the process was started with.</summary>
    public static string[]? CommandLine(int id) => Read(id, "cmdline")?.Split('\0');

    public static ProcessUse? Use(int id)
    {
        if (Stat(id) is not { } fields || Read(id, "status") is not { } status) return null;
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        // A process that has ended, but was not yet waited for, has no memory any more.
        var peak = status.Split('\n').FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = peak?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] ?? "0";
        return new ProcessUse(TimeSpan.FromSeconds(ticks / TicksPerSecond), long.Parse(kilobytes.Trim(), CultureInfo.InvariantCulture) * 1024);
    }

    // The fields after the name, which stands in parentheses and may hold anything.
    private static string[]? Stat(int id) => Read(id, "stat") is { } text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : null;

    private static string? Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            return null;
        }
    }
}
