namespace Benchmarks.Processes;

/// <summary>What a process had used when it was last seen.</summary>
/// <param name="Cpu">User and system time.</param>
/// <param name="PeakBytes">Peak of the resident memory.</param>
internal sealed record ProcessUse(TimeSpan Cpu, long PeakBytes)
{
    public static readonly ProcessUse None = new(TimeSpan.Zero, 0);
}
