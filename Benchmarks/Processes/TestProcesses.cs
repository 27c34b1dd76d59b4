namespace Benchmarks.Processes;

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
