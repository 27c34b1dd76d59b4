using System.Globalization;
using System.Runtime.InteropServices;

namespace Benchmarks.Reporting;

/// <summary>The machine, as far as it explains the numbers.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({Processor()}), {gigabytes:0} GB, Linux {Environment.OSVersion.Version}, {RuntimeInformation.FrameworkDescription}, load average at the start {Load()}.");
    }

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
