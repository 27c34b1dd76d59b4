using System.Globalization;

namespace Benchmarks.Targets;

/// <summary>Watches testhost and vstest.console among the descendants of a <c>dotnet test</c> while it runs.</summary>
internal sealed class TestProcesses(int root)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private int? _host;
    private int? _console;

    public ProcessUse Host { get; private set; } = ProcessUse.None;

    public ProcessUse Console { get; private set; } = ProcessUse.None;

    /// <summary>Watches until the task ends.</summary>
    public async Task WatchAsync(Task until)
    {
        using var timer = new PeriodicTimer(Interval);
        while (!until.IsCompleted && await timer.WaitForNextTickAsync())
        {
            if (_host is null || _console is null) Find();
            Host = Last(Host, _host);
            Console = Last(Console, _console);
        }
    }

    private static ProcessUse Last(ProcessUse before, int? id) => id is not null && ProcFile.Use(id.Value) is { } now
        ? new ProcessUse(now.Cpu, Math.Max(now.PeakBytes, before.PeakBytes))
        : before;

    private void Find()
    {
        var parents = ProcFile.Parents();
        foreach (var id in parents.Keys.Where(id => Descends(id, parents)))
        {
            var files = ProcFile.CommandLine(id)?.Select(argument => Path.GetFileName(argument)).ToHashSet(StringComparer.Ordinal) ?? [];
            if (files.Contains("vstest.console.dll")) _console = id;
            else if (files.Contains("testhost.dll")) _host = id;
        }
    }

    private bool Descends(int id, Dictionary<int, int> parents)
    {
        while (parents.TryGetValue(id, out var parent))
        {
            if (parent == root) return true;
            id = parent;
        }

        return false;
    }
}

/// <summary>Reads what Linux reports about processes. A process that has ended meanwhile reads as null.</summary>
internal static class ProcFile
{
    // USER_HZ, which is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Each running process with its parent.</summary>
    public static Dictionary<int, int> Parents()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Stat(id) is { } fields)
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
        return new ProcessUse(
            TimeSpan.FromSeconds(ticks / TicksPerSecond), long.Parse(kilobytes.Trim(), CultureInfo.InvariantCulture) * 1024);
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

/// <summary>What a process had used when it was last seen.</summary>
/// <param name="Cpu">User and system time.</param>
/// <param name="PeakBytes">Peak of the resident memory.</param>
internal sealed record ProcessUse(TimeSpan Cpu, long PeakBytes)
{
    public static readonly ProcessUse None = new(TimeSpan.Zero, 0);
}
