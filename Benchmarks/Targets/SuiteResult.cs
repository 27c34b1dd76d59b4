using Benchmarks.Processes;

namespace Benchmarks.Targets;

/// <summary>A run of the suite: seconds and calls as it tells them itself, the rest as the operating system does.</summary>
internal sealed record SuiteResult(double Seconds, long Calls, ProcessUse Host, ProcessUse Console)
{
    /// <summary>Peak of testhost plus peak of vstest.console: at least the peak of both together.</summary>
    public long PeakBytes => Host.PeakBytes + Console.PeakBytes;

    /// <summary>Calls a second, without what a run costs that makes hardly any.</summary>
    public double RateBeyond(SuiteResult startUp) => (Calls - startUp.Calls) / (Seconds - startUp.Seconds);

    /// <summary>Microseconds of testhost's CPU a call, without what a run costs that makes hardly any.</summary>
    public double CpuBeyond(SuiteResult startUp) => (Host.Cpu - startUp.Host.Cpu).TotalMicroseconds / (Calls - startUp.Calls);
}
