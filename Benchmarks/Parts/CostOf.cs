using Benchmarks.Reporting;

namespace Benchmarks.Parts;

/// <summary>What one call of a step costs this process, which must not do anything else meanwhile.</summary>
internal sealed record CostOf(double Microseconds, double Bytes)
{
    // So often that the last round runs code that is compiled for good.
    private const int WarmUps = 3;

    public static async Task<CostOf> StepAsync(Func<Task> step, int calls, int rounds)
    {
        var costs = new List<CostOf>();
        for (var round = -WarmUps; round < rounds; round++)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            await step();
            var cost = new CostOf(
                (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / calls,
                (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / calls);
            if (round >= 0) costs.Add(cost);
        }

        return new CostOf(costs.Select(cost => cost.Microseconds).Median(), costs.Select(cost => cost.Bytes).Median());
    }
}
