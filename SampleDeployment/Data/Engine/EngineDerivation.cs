using Npgsql;
using NpgsqlTypes;
using SampleDeployment.Data.Engine.Derived;

namespace SampleDeployment.Data.Engine;

/// <summary>Fills the tables that the engine derives, and its queue, from what it stores and as of its clock.</summary>
internal static class EngineDerivation
{
    // Rows of so many tenancies or customers are in memory at once, and rows are sent when so many have gathered.
    private const int Scopes = 100;
    private const int Batch = 20_000;

    private const string Stored =
        """
        FROM "BulldozerStorageEngine" e
        WHERE e."keyPathParent" IN (
            ARRAY['"table"', '"external:payments-subscriptions"', '"storage"', '"rows"']::jsonb[],
            ARRAY['"table"', '"external:payments-subscription-invoices"', '"storage"', '"rows"']::jsonb[],
            ARRAY['"table"', '"external:payments-one-time-purchases"', '"storage"', '"rows"']::jsonb[],
            ARRAY['"table"', '"external:payments-manual-item-quantity-changes"', '"storage"', '"rows"']::jsonb[],
            ARRAY['"table"', '"external:payments-manual-transactions"', '"storage"', '"rows"']::jsonb[])
        """;

    /// <summary>Derives everything. Call it when all is stored, nothing is derived yet, and before the constraints are added.</summary>
    public static async Task FillAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var tenancies = new List<string>();
        await using (var command = new NpgsqlCommand(
            $"SELECT DISTINCT e.value -> 'rowData' ->> 'tenancyId' AS tenancy {Stored} ORDER BY tenancy", connection))
        {
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                tenancies.Add(reader.GetString(0));
        }

        await AddAsync(connection, new("BulldozerStorageEngine"), tenancies, cancel);
    }

    /// <summary>
    /// Waits until nobody else writes to the engine, and keeps others from it until the transaction ends, as the platform does.
    /// </summary>
    public static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(7857391)", connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Derives anew what follows from the rows of some tenancies and customers. What is derived from one never depends on another one, but
    /// for invoices, which find their customer by the subscription. Nobody sees it half done if the caller has begun a transaction.
    /// </summary>
    /// <param name="connection">To the main database.</param>
    /// <param name="scopes">Ids of tenancies; for one customer, its type and its id follow, between bars.</param>
    /// <param name="cancel">Cancels it.</param>
    public static async Task RenewAsync(NpgsqlConnection connection, IReadOnlyCollection<string> scopes, CancellationToken cancel)
    {
        if (scopes.Count == 0) return;

        await using (var unschedule = new NpgsqlCommand(
            """
            DELETE FROM "BulldozerTimeFoldQueue"
            WHERE "rowData" ->> 'tenancyId' = ANY ($1)
                OR concat_ws('|', "rowData" ->> 'tenancyId', "rowData" ->> 'customerType', "rowData" ->> 'customerId') = ANY ($1)
            """,
            connection))
        {
            unschedule.Parameters.Add(Texts(scopes));
            await unschedule.ExecuteNonQueryAsync(cancel);
        }

        await using (var prepare = new NpgsqlCommand(
            """CREATE TEMP TABLE derived_rows AS SELECT id, "keyPath", value FROM "BulldozerStorageEngine" LIMIT 0""", connection))
            await prepare.ExecuteNonQueryAsync(cancel);
        await AddAsync(connection, new("derived_rows"), scopes, cancel);
#pragma warning disable CA2100 // Our own script.
        await using var renew = new NpgsqlCommand(Schema.Text("engine-renew.sql"), connection);
#pragma warning restore CA2100
        renew.Parameters.Add(Texts(scopes, "scopes"));
        await renew.ExecuteNonQueryAsync(cancel);
    }

    private static async Task AddAsync(
        NpgsqlConnection connection, EngineRowSink rows, IReadOnlyCollection<string> scopes, CancellationToken cancel)
    {
        var clock = await ClockAsync(connection, cancel);
        foreach (var some in scopes.Chunk(Scopes))
        {
            foreach (var stored in await ReadAsync(connection, some, cancel))
            {
                Derivation.Add(rows, stored, clock);
                if (rows.Count >= Batch)
                    await rows.SendAsync(connection, cancel);
            }
        }

        await rows.SendAsync(connection, cancel);
    }

    private static async Task<IEnumerable<StoredRows>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> scopes, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT data ->> 'tenancyId', "keyPath"[2] #>> ARRAY[]::text[], "keyPath"[5] #>> ARRAY[]::text[], data::text
            FROM (SELECT e."keyPath", e.value -> 'rowData' AS data {Stored}) stored
            WHERE data ->> 'tenancyId' = ANY ($1)
                OR concat_ws('|', data ->> 'tenancyId', data ->> 'customerType', data ->> 'customerId') = ANY ($1)
                OR ("keyPath"[2] = '"external:payments-subscription-invoices"' AND data ->> 'tenancyId' = ANY ($2))
            """,
            connection);
        command.Parameters.Add(Texts(scopes));
        command.Parameters.Add(Texts([.. scopes.Select(scope => scope.Split('|')[0])]));
        var byTenancy = new SortedDictionary<string, StoredRows>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            if (!byTenancy.TryGetValue(reader.GetString(0), out var stored))
                byTenancy[reader.GetString(0)] = stored = new() { IsWholeTenancy = scopes.Contains(reader.GetString(0)) };
            stored.Of(reader.GetString(1)["external:payments-".Length..]).Add(
                new(reader.GetString(2), JsonRow.Parse(reader.GetString(3))));
        }

        return byTenancy.Values;
    }

    // Without a clock the engine is at the year 2000. What is due in a millisecond is due once that has begun.
    private static async Task<long> ClockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT floor(extract(epoch FROM coalesce(max("lastProcessedAt"), timestamptz '2000-01-01 00:00:00Z')) * 1000)::bigint
            FROM "BulldozerTimeFoldMetadata" WHERE key = 'singleton'
            """,
            connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static NpgsqlParameter Texts(IReadOnlyCollection<string> values, string? name = null) =>
        new() { ParameterName = name, Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
