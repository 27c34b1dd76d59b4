namespace IntegrityTests.Payments.Rows;

/// <summary>
/// The clock by which the payments engine answers: the moment up to which its worker has processed events (source: docs/platform.md,
/// Engine). It stands still where the worker does.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="time">Says how old a reading is.</param>
internal sealed class WorkerClock(EngineReader engine, TimeProvider time)
{
    // Readings are asked for with every balance, and the worker runs every second.
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(1);
    private Reading? _last;

    /// <summary>A reading that is at most a second old.</summary>
    public async Task<long> RecentAsync(CancellationToken cancel) =>
        _last is { } last && time.GetElapsedTime(last.At) < Recent ? last.Millis : await NowAsync(cancel);

    /// <summary>Reads it now.</summary>
    public async Task<long> NowAsync(CancellationToken cancel)
    {
        var at = time.GetTimestamp();
        var millis = (await engine.ClockAsync(cancel)).UnixMilliseconds;
        _last = new Reading(at, millis);
        return millis;
    }

    private sealed record Reading(long At, long Millis);
}
