using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>A run of the suite that is going on, with all that it started.</summary>
internal sealed class SuiteProcess : IDisposable
{
    private readonly StringBuilder _console = new();
    private readonly Process _process;

    private SuiteProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>What it printed so far, both streams in the order in which the lines came.</summary>
    public string Console
    {
        get
        {
            lock (_console) return _console.ToString();
        }
    }

    public static SuiteProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = new Process { StartInfo = start };
        var suite = new SuiteProcess(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return suite;
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    /// <summary>Kills all of it.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits for what comes while it goes on.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message holds its output.</exception>
    public async Task BeforeEndAsync(Task awaited)
    {
        if (await Task.WhenAny(awaited, _process.WaitForExitAsync()) == awaited) return;
        throw new InvalidOperationException($"The suite ended before what the test waits for. It said:\n{Console}");
    }

    /// <summary>Does what Ctrl-C does in a terminal: all of it is interrupted at once.</summary>
    public async Task InterruptAsync()
    {
        string[] ids = [.. Ids().Select(id => id.ToString(CultureInfo.InvariantCulture))];
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-INT", .. ids]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end of it.</summary>
    /// <exception cref="TimeoutException">It did not end in time and was killed; the message holds its output so far.</exception>
    public async Task EndAsync(TimeSpan deadline)
    {
        using var timeout = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"The suite did not end within {deadline.TotalSeconds:0} s. It said:\n{Console}");
        }
    }

    private void Add(string? line)
    {
        lock (_console) _console.AppendLine(line);
    }

    private List<int> Ids()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id)) continue;
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                parents[id] = int.Parse(fields[1], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        var ids = new List<int> { _process.Id };
        for (var i = 0; i < ids.Count; i++) ids.AddRange(parents.Where(pair => pair.Value == ids[i]).Select(pair => pair.Key));
        return ids;
    }
}
