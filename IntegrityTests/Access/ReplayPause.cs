using System.Globalization;
using Npgsql;

namespace IntegrityTests.Access;

/// <summary>
/// Pauses a run while the standby is further behind than the operator allows: no rows are pulled and no calls are made, so that the
/// standby gets the time to follow. What is not known is said and does not pause.
/// </summary>
/// <param name="most">How far behind the standby may be.</param>
/// <param name="measure">Measures how far it is.</param>
/// <param name="note">Says something about the run as a whole, once.</param>
/// <param name="giveUp">Gives the run up with a reason: after <see cref="Patience"/> in one pause.</param>
/// <param name="clock">Measures the pauses.</param>
public sealed class ReplayPause(
    TimeSpan most, Func<CancellationToken, Task<Behind>> measure, Action<string> note, Action<string> giveUp, TimeProvider clock)
    : IAsyncDisposable
{
    /// <summary>How long one pause lasts at most: 15 minutes. A standby that needs more does not follow by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>How often the standby is asked, in a pause and outside of it: every 5 s.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private Task _looking = Task.CompletedTask;
    private long? _looked;
    private volatile bool _isPaused;
    private TimeSpan _behind;
    private long _pausedAt;
    private int _pauses;
    private TimeSpan _paused;
    private bool _isOver;

    /// <summary>What the progress of the run says; null outside of a pause.</summary>
    public string? Words
    {
        get
        {
            lock (_gate)
                return _isPaused
                    ? $"paused for {Seconds(clock.GetElapsedTime(_pausedAt))}: the standby is {Seconds(_behind)} behind, more than "
                        + Seconds(most)
                    : null;
        }
    }

    /// <summary>What the summary says; null where the run never paused.</summary>
    public string? Summary
    {
        get
        {
            lock (_gate)
                return _pauses == 0
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"standby: the run paused {(_pauses == 1 ? "once" : $"{_pauses:N0} times")}, {Seconds(_paused)} in all, ")
                    + $"while it was more than {Seconds(most)} behind (INTEGRITY_MAX_LAG)";
        }
    }

    /// <summary>Waits for the end of a pause. Outside of one it looks now and then, without waiting, whether one is needed.</summary>
    public ValueTask GoOnAsync(CancellationToken cancel)
    {
        if (_isPaused)
        {
            lock (_gate) return new ValueTask(_looking.WaitAsync(cancel));
        }

        Look();
        return ValueTask.CompletedTask;
    }

    /// <summary>The run has come to its end, and pauses no more.</summary>
    /// <returns>Why its findings may be wrong; null where it ended outside of a pause.</returns>
    public string? End()
    {
        string? reason = null;
        lock (_gate)
        {
            if (_isOver) return null;
            _isOver = true;
            if (_isPaused)
                reason = $"When the run ended, it was paused: the standby was {Seconds(_behind)} behind, more than {Seconds(most)} "
                    + "(INTEGRITY_MAX_LAG). Run it again when the standby follows.";
            EndPause();
        }

        _ended.Cancel();
        return reason;
    }

    /// <summary>Waits for the end of the look that is under way, if any.</summary>
    internal Task LookedAsync()
    {
        lock (_gate) return _looking;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        End();
        await LookedAsync();
        _ended.Dispose();
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:N0} s");

    private void Look()
    {
        lock (_gate)
        {
            if (_isOver || !_looking.IsCompleted || (_looked is { } looked && clock.GetElapsedTime(looked) < Interval)) return;
            _looked = clock.GetTimestamp();
            _looking = Task.Run(FollowAsync, CancellationToken.None);
        }
    }

    // One look, or, where it says that the standby is too far behind, the whole pause.
    private async Task FollowAsync()
    {
        try
        {
            while (!IsOnWay(await MeasureAsync())) await Task.Delay(Interval, clock, _ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    private async Task<Behind> MeasureAsync()
    {
        try
        {
            return await measure(_ended.Token);
        }
        catch (NpgsqlException)
        {
            return new Behind(null, "the database did not answer");
        }
    }

    private bool IsOnWay(Behind now)
    {
        if (now.WhyUnknown is { } why)
            note($"INTEGRITY_MAX_LAG: how far the standby is behind was not known, so the run did not wait: {why}.");
        string reason;
        lock (_gate)
        {
            _looked = clock.GetTimestamp();
            if (_isOver) return true;
            if (now.Time is not { } behind || behind <= most)
            {
                EndPause();
                return true;
            }

            _behind = behind;
            if (!_isPaused)
            {
                _pauses++;
                _pausedAt = clock.GetTimestamp();
                _isPaused = true;
            }

            if (clock.GetElapsedTime(_pausedAt) < Patience) return false;
            reason = $"The standby has been more than {Seconds(most)} behind for {Patience.TotalMinutes:0} minutes, now {Seconds(behind)} "
                + "(INTEGRITY_MAX_LAG), so the run waits no longer. See why it does not follow, then run again; what the run "
                + "verified before stands.";
        }

        giveUp(reason);
        lock (_gate) EndPause();
        return true;
    }

    private void EndPause()
    {
        if (!_isPaused) return;
        _paused += clock.GetElapsedTime(_pausedAt);
        _isPaused = false;
    }
}

/// <summary>How far a database is behind what it follows.</summary>
/// <param name="Time">How far; zero for one that follows nothing. Null: it is not known.</param>
/// <param name="WhyUnknown">Why it is not known, as the end of a sentence; null where it is.</param>
public sealed record Behind(TimeSpan? Time, string? WhyUnknown = null);
