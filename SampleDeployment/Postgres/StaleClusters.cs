using System.Diagnostics;

namespace SampleDeployment.Postgres;

/// <summary>Removes clusters whose owner and watchdog both died, with the server that may still run.</summary>
internal static class StaleClusters
{
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

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            // Another user's folder, or its watchdog or another start is removing it at this moment: it is in good hands.
        }
    }
}
