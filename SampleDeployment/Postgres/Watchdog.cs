using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SampleDeployment.Postgres;

/// <summary>The shell that runs a cluster and outlives us by the moment it takes to remove it.</summary>
internal sealed class Watchdog : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly Process _shell;

    private Watchdog(Process shell, string folder, int port)
    {
        _shell = shell;
        Folder = folder;
        Port = port;
    }

    public string Folder { get; }

    public int Port { get; }

    public static async Task<Watchdog> StartAsync(
        ServerBinaries binaries, UnprivilegedUser user, string password, CancellationToken cancel)
    {
        var folder = ClusterFolder.New();
        var start = user.Start("/bin/sh", ["-c", await ScriptAsync(cancel), "watchdog", folder, binaries.Folder, .. Ports()]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = "/";
        var shell = Process.Start(start)!;
        try
        {
            await shell.StandardInput.WriteLineAsync(password.AsMemory(), cancel);
            await shell.StandardInput.FlushAsync(cancel);
            var answer = await shell.StandardOutput.ReadLineAsync(cancel);
            if (answer?.Split(' ') is ["port", var port])
                return new(shell, folder, int.Parse(port, CultureInfo.InvariantCulture));

            var log = answer + "\n" + await shell.StandardOutput.ReadToEndAsync(cancel);
            throw new PrivateClusterException(
                $"PostgreSQL of {binaries.Folder} did not start in {folder}. Its log:\n{log.Trim()}");
        }
        catch
        {
            shell.StandardInput.Close();
            shell.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static IEnumerable<string> Ports() =>
        FreePorts.Take(Attempts).Select(port => port.ToString(CultureInfo.InvariantCulture));

    private static async Task<string> ScriptAsync(CancellationToken cancel)
    {
        await using var stream = typeof(Watchdog).Assembly.GetManifestResourceStream("watchdog.sh")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancel);
    }
}

/// <summary>Ports of 127.0.0.1 that nobody listens on now. Another process may be quicker, so take several and try each.</summary>
internal static class FreePorts
{
    public static IReadOnlyList<int> Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
