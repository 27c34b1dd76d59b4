using System.Diagnostics;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The program as an operator starts it.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SampleProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it printed on standard output: up to <c>ready</c>, or all if it ended before.</summary>
    public required IReadOnlyList<string> Output { get; init; }

    public Dictionary<string, string> Variables => Output
        .Where(line => line.StartsWith("INTEGRITY_", StringComparison.Ordinal))
        .Select(line => line.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>The folders of its clusters that exist now.</summary>
    public string[] Folders => Directory.GetDirectories(
        Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath(), $"sample-deployment-{Id}-*");

    public Task<string> Errors { get; private init; } = Task.FromResult("");

    /// <summary>Starts it and waits until it is ready or has ended.</summary>
    public static async Task<SampleProcess> StartAsync(string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "SampleDeployment.dll"), "--stop-with-stdin", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.Add(line);
            if (line == "ready")
                return new(process) { Output = output, Errors = errors };
        }
        await process.WaitForExitAsync();
        return new(process) { Output = output, Errors = errors };
    }

    public void Kill() => _process.Kill();

    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await StopAsync();
        _process.Dispose();
    }
}
