using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Reading;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Copies;

/// <summary>
/// Counts changes that have waited for a sequence id for more than 15 minutes, while the platform's sequencer and poller are on. It is said
/// only of a standby that follows a live system: in a copy nothing goes on.
/// </summary>
public sealed class OldChanges(ReplicaDatabase database, Func<CancellationToken, Task> patience)
{
    // Without a row the platform takes both as on.
    private const string IsLive = """
        SELECT pg_is_in_recovery() AND coalesce(now() - pg_last_xact_replay_timestamp() < interval '1 minute', false)
            AND coalesce((SELECT bool_and("sequencerEnabled" AND "pollerEnabled") FROM "ExternalDbSyncMetadata"), true)
        """;

    /// <summary>How many of each mapping wait; none where nothing can be said.</summary>
    public async Task<IReadOnlyList<(Mapping Mapping, long Count)>> OfAsync(
        IReadOnlyList<Plan> plans, TenancyKey tenancy, CancellationToken cancel)
    {
        if (!database.IsStandby || !database.Schema.Has("ExternalDbSyncMetadata", "pollerEnabled")) return [];
        if (!(await database.QueryAsync(IsLive, row => row.GetBoolean(0), cancel)).Single()) return [];
        var found = new List<(Mapping, long)>();
        foreach (var mapping in plans.Where(plan => plan.WhyNot is null).Select(plan => plan.Mapping))
        {
            if (mapping.ChangedAt is null || await CountAsync(mapping, tenancy, cancel) == 0) continue;
            // A row whose neighbour changed is flagged without a change of its own: such a flag is gone soon.
            await patience(cancel);
            if (await CountAsync(mapping, tenancy, cancel) is var count and > 0) found.Add((mapping, count));
        }

        return found;
    }

    private async Task<long> CountAsync(Mapping mapping, TenancyKey tenancy, CancellationToken cancel) => (await database.QueryAsync(
        $"""
        SELECT count(*) FROM (SELECT {mapping.ChangedAt} AS changed, r."shouldUpdateSequenceId" AS waits FROM {mapping.From}) s
        WHERE s.waits AND s.changed < (now() AT TIME ZONE 'UTC') - interval '15 minutes'
        """,
        row => row.GetInt64(0),
        cancel,
        ("tenancy", tenancy.Id))).Single();
}
