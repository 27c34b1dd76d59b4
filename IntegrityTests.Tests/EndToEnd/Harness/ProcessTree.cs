using System.Diagnostics;
using System.Globalization;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>A process with all that it started.</summary>
internal static class ProcessTree
{
    /// <summary>Does what Ctrl-C does in a terminal: all processes are interrupted at once.</summary>
    public static async Task InterruptAsync(Process process)
    {
        var start = new ProcessStartInfo("kill", ["-INT", .. Ids(process.Id).Select(id => id.ToString(CultureInfo.InvariantCulture))]) { RedirectStandardError = true };
        using var kill = Process.Start(start)!;
        await kill.WaitForExitAsync();
    }

    private static List<int> Ids(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id)) continue;
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        var ids = new List<int> { root };
        for (var i = 0; i < ids.Count; i++) ids.AddRange(parents.Where(pair => pair.Value == ids[i]).Select(pair => pair.Key));
        return ids;
    }
}
