using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace SampleDeployment.Postgres;

/// <summary>
/// Names the folder of a cluster after its owner, so that a later start can tell whether the owner still lives:
/// <c>sample-deployment-{pid}-{start of the process, Unix seconds}-{random}</c>.
/// </summary>
internal static class ClusterFolder
{
    private const string Prefix = "sample-deployment-";

    /// <summary>Root's own temporary folder may be closed to the unprivileged user.</summary>
    public static string Parent => Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath();

    public static string New()
    {
        using var self = Process.GetCurrentProcess();
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{self.Id}-{StartOf(self)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        return Path.Combine(Parent, name);
    }

    /// <summary>The folders whose owner is gone.</summary>
    public static IEnumerable<string> Abandoned() =>
        Directory.EnumerateDirectories(Parent, Prefix + "*").Where(folder => !HasLivingOwner(folder));

    private static bool HasLivingOwner(string folder)
    {
        var parts = Path.GetFileName(folder)[Prefix.Length..].Split('-');
        if (parts.Length != 3 || !int.TryParse(parts[0], out var pid) || !long.TryParse(parts[1], out var start))
            return true; // Not a name of ours, so not ours to remove.

        try
        {
            using var process = Process.GetProcessById(pid);
            // The same number may belong to a younger process by now. The kernel's start time is read with some jitter.
            return Math.Abs(StartOf(process) - start) <= 2 && !IsZombie(pid);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // A container's first process often never reaps what was killed; such a process looks alive to .NET.
    private static bool IsZombie(int pid)
    {
        var status = $"/proc/{pid}/status";
        return File.Exists(status) && File.ReadLines(status).Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
    }

    private static long StartOf(Process process) =>
        new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds();
}

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
