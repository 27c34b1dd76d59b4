using System.Diagnostics;

namespace SampleDeployment.Postgres;

/// <summary>Removes clusters whose owner and watchdog both died, with the server that may still run.</summary>
internal static class StaleClusters
{
    private const int Attempts = 10;

    public static async Task RemoveAsync(ServerBinaries binaries, UnprivilegedUser user, CancellationToken cancel)
    {
        foreach (var folder in ClusterFolder.Abandoned().ToList())
        {
            var data = Path.Combine(folder, "data");
            if (File.Exists(Path.Combine(data, "postmaster.pid")))
                await StopAsync(binaries, user, data, cancel);
            Delete(folder);
        }
    }

    private static async Task StopAsync(ServerBinaries binaries, UnprivilegedUser user, string data, CancellationToken cancel)
    {
        var start = user.Start(binaries.Program("pg_ctl"), ["stop", "--pgdata=" + data, "--mode=immediate", "--silent"]);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        // It fails when the server is gone already, which is as good.
        await process.WaitForExitAsync(cancel);
    }

    // Another start, or the watchdog, may be removing it too: who finds a part gone already gives up half-way.
    private static void Delete(string folder)
    {
        for (var attempt = 0; attempt < Attempts && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
            }
            catch (UnauthorizedAccessException)
            {
                return; // Another user's folder.
            }
        }
    }
}
