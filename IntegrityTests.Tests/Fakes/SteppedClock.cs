namespace IntegrityTests.Tests.Fakes;

/// <summary>A clock on which pauses take their time, and here none.</summary>
/// <param name="paused">What happens in the pause with this number, from 1.</param>
internal sealed class SteppedClock(Action<int> paused) : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private long _passed;
    private int _pauses;

    public int Pauses => _pauses;

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime >= LongestPause) return System.CreateTimer(callback, state, dueTime, period);
        Interlocked.Add(ref _passed, (long)(dueTime.TotalSeconds * TimestampFrequency));
        paused(Interlocked.Increment(ref _pauses));
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
