using System.Text.Json;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Access;

/// <summary>
/// Tells by users whom the API listed whether the database has an older state of them. The platform only ever moves on the time at which a
/// user was active (source: docs/platform.md, How a user in the API follows from the rows), so of two states of a user the one with the
/// earlier time is the older. One damaged row is one user, and what shifts times shifts all of them alike; that several users were active
/// later for the API, and nobody earlier, is a database of another moment.
/// </summary>
internal sealed class LatestActivity(ReplicaDatabase database, TimeProvider clock)
{
    private const int Least = 3;

    // What a standby has not even received yet is there a moment later.
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ActivityReader _reader = new(database);

    /// <summary>What an answer says of a user's activity; null where it says nothing.</summary>
    public static UserActivity? Of(Guid tenancy, JsonElement user) =>
        Guid.TryParse(user.Text("id"), out var id) && Time(user, "signed_up_at_millis") is { } signedUp
            && Time(user, "last_active_at_millis") is { } active
            ? new UserActivity(tenancy, id, signedUp, active)
            : null;

    /// <summary>Users whom the database has in an older state, also some seconds later; empty where that is not proven.</summary>
    /// <param name="served">What the API said before.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public async Task<IReadOnlyList<Older>> OlderAsync(IReadOnlyCollection<UserActivity> served, CancellationToken cancel)
    {
        if (!_reader.CanRead) return [];
        for (var attempt = 0; ; attempt++)
        {
            var older = Find(served, await _reader.ReadAsync(served, cancel));
            if (older.Count == 0 || attempt == Attempts) return older;
            await Task.Delay(Pause, clock, cancel);
        }
    }

    private static List<Older> Find(IEnumerable<UserActivity> served, IEnumerable<UserActivity> stored)
    {
        var moved = served.Join(stored, Key, Key, (api, row) => (api, row))
            .Where(user => user.api.SignedUpAt.UnixMilliseconds == user.row.SignedUpAt.UnixMilliseconds)
            .Select(user => new Older(user.api.Id, user.api.LastActiveAt, user.row.LastActiveAt))
            .Where(user => user.Moved != 0)
            .ToList();
        if (moved.Count < Least || moved.Exists(user => user.Moved < 0)) return [];
        return moved.Exists(user => user.Moved != moved[0].Moved) ? moved : [];
    }

    private static (Guid Tenancy, Guid Id) Key(UserActivity user) => (user.Tenancy, user.Id);

    private static StoredTime? Time(JsonElement user, string member) =>
        user.Member(member) is { ValueKind: JsonValueKind.Number } time && time.TryGetInt64(out var millis)
            ? StoredTime.OfUnixMilliseconds(millis)
            : null;

    /// <summary>A user in an older state.</summary>
    /// <param name="User">The user.</param>
    /// <param name="Served">When the user was active last, by the API.</param>
    /// <param name="Stored">The same by the database.</param>
    public sealed record Older(Guid User, StoredTime Served, StoredTime Stored)
    {
        /// <summary>By how many milliseconds the database is behind.</summary>
        public long Moved => Served.UnixMilliseconds - Stored.UnixMilliseconds;
    }
}
