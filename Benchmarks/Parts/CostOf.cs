using System.Diagnostics;
using Benchmarks.Reporting;

namespace Benchmarks.Parts;

/// <summary>What one call of a step costs this process, which must not do anything else meanwhile.</summary>
internal sealed record CostOf(double Microseconds, double Bytes)
{
    // So long that what is measured is compiled for good, which the runtime does beside the work.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<CostOf> StepAsync(Func<Task> step, int calls, int rounds)
    {
        var costs = new List<CostOf>();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUp;) await step();
        for (var round = 0; round < rounds; round++)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            await step();
            costs.Add(new CostOf(
                (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / calls,
                (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / calls));
        }

        return new CostOf(costs.Select(cost => cost.Microseconds).Median(), costs.Select(cost => cost.Bytes).Median());
    }
}
