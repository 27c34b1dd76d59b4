using System.Globalization;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Access;

/// <summary>
/// How far a standby is behind what it follows. A difference that is younger than this is not damage: before a row is read a second time,
/// the standby gets the time to replay what it had received when the first reading differed.
/// </summary>
/// <param name="database">The database; one that is not a standby is never behind.</param>
/// <param name="clock">Measures the waiting.</param>
public sealed class ReplayLag(ReplicaDatabase database, TimeProvider clock)
{
    /// <summary>How long the run waits in all for a standby that does not get on: 30 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private TimeSpan _longest = TimeSpan.Zero;
    private bool _isGivenUp;
    private Position? _last;

    /// <summary>The longest time that the standby needed to come to what it had received.</summary>
    public TimeSpan Longest
    {
        get
        {
            lock (_gate) return _longest;
        }
    }

    /// <summary>Why the standby's state says nothing about the API's; null where the run waited for it as long as needed.</summary>
    public string? WhyBehind
    {
        get
        {
            lock (_gate)
                return _isGivenUp
                    ? $"The standby did not replay within {Patience.TotalSeconds:0} s what it had received. {Describe(_last)} Findings of "
                        + "this run may be changes that it does not have yet. Run it again when the standby follows."
                    : null;
        }
    }

    /// <summary>What is known of the standby, as a sentence.</summary>
    public string Text
    {
        get
        {
            lock (_gate) return Describe(_last);
        }
    }

    /// <summary>What the summary says; null where the database is not a standby.</summary>
    public string? Summary
    {
        get
        {
            if (!database.IsStandby) return null;
            lock (_gate)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"standby: at most {_longest.TotalSeconds:0.#} s behind what it had received when a difference was read again")
                    + State(_last);
        }
    }

    /// <summary>Measures.</summary>
    public Task MeasureAsync(CancellationToken cancel) => database.IsStandby ? ReadAsync(cancel) : Task.CompletedTask;

    /// <summary>
    /// Waits until the standby has replayed what it has received by now, at most <see cref="Patience"/>. Once it did not get so far, nobody
    /// waits any more.
    /// </summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        lock (_gate)
            if (!database.IsStandby || _isGivenUp) return;
        var started = clock.GetTimestamp();
        var target = (await ReadAsync(cancel)).Received;
        while (true)
        {
            var elapsed = clock.GetElapsedTime(started);
            var now = await ReadAsync(cancel, target);
            lock (_gate)
            {
                if (elapsed > _longest) _longest = elapsed;
                if (now.HasReached) return;
                if (elapsed >= Patience) _isGivenUp = true;
                if (_isGivenUp) return;
            }

            await Task.Delay(Pause, clock, cancel);
        }
    }

    /// <summary>
    /// How old the newest change is that the standby has replayed, where it has received newer ones; a change on its way is no lag.
    /// </summary>
    public async Task<Behind> BehindAsync(CancellationToken cancel)
    {
        if (!database.IsStandby) return new Behind(TimeSpan.Zero);
        var first = await ReadAsync(cancel);
        if (!first.HasReached)
        {
            // Where nothing was changed for an hour, the next change would be an hour late for the moment that it takes to replay it.
            await Task.Delay(Pause, clock, cancel);
            if ((await ReadAsync(cancel, first.Received)) is { HasReached: false } late)
                return late.Age is { } age
                    ? new Behind(age > TimeSpan.Zero ? age : TimeSpan.Zero)
                    : new Behind(null, "it has not replayed any change since it was started");
        }

        return first is { Received: not null, IsReceiving: true } or { IsStandby: false }
            ? new Behind(TimeSpan.Zero)
            : new Behind(null, "it receives no changes from another server");
    }

    private static string Describe(Position? at) => at switch
    {
        null => "It is not a standby that follows another server.",
        { IsPaused: true } => "It is a standby whose replay is paused.",
        { Received: null } => $"It is a standby that receives nothing{Since(at.LastReplayed)}.",
        _ => $"It is a standby{Since(at.LastReplayed)}.",
    };

    private static string State(Position? at) =>
        (at is { IsPaused: true } ? "; its replay is paused" : at is { Received: null } ? "; it receives nothing" : "")
        + (at?.LastReplayed is { } time ? $"; its last replayed change is of {time}" : "");

    private static string Since(string? lastReplayed) =>
        lastReplayed is null ? "" : string.Create(CultureInfo.InvariantCulture, $", whose last replayed change is of {lastReplayed}");

    // One that no longer recovers was promoted: it is behind nothing.
    private async Task<Position> ReadAsync(CancellationToken cancel, string? target = null)
    {
        const string Sql = """
            SELECT pg_last_wal_receive_lsn()::text,
                NOT pg_is_in_recovery()
                    OR coalesce(pg_last_wal_replay_lsn() >= coalesce(@target::pg_lsn, pg_last_wal_receive_lsn()), true),
                CASE WHEN pg_is_in_recovery() THEN pg_is_wal_replay_paused() ELSE false END,
                to_char(pg_last_xact_replay_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::double precision,
                EXISTS (SELECT FROM pg_stat_wal_receiver),
                pg_is_in_recovery()
            """;
        var read = await database.QueryAsync(
            Sql,
            row => new Position(row.Text(0), row.GetBoolean(1), row.GetBoolean(2), row.Text(3))
            {
                Age = row.IsDBNull(4) ? null : TimeSpan.FromSeconds(row.GetDouble(4)),
                IsReceiving = row.GetBoolean(5),
                IsStandby = row.GetBoolean(6),
            },
            cancel,
            ("target", (object?)target ?? DBNull.Value));
        lock (_gate) _last = read[0];
        return read[0];
    }

    private sealed record Position(string? Received, bool HasReached, bool IsPaused, string? LastReplayed)
    {
        public TimeSpan? Age { get; init; }

        public bool IsReceiving { get; init; }

        public bool IsStandby { get; init; }
    }
}
