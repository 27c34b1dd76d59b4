using Npgsql;
using NpgsqlTypes;

namespace SampleDeployment.Data.Engine;

/// <summary>
/// The rows that the payments engine keeps in the main database: those that it stores itself, and all that it derives from them.
/// </summary>
internal static class EngineRows
{
    // Ids that are the same on every run, as everywhere in the sample.
    private static readonly string Rows =
        $"""
        SELECT md5(r."table" || r."rowId")::uuid,
            ARRAY['"table"', to_jsonb('external:payments-' || r."table"), '"storage"', '"rows"', to_jsonb(r."rowId")]::jsonb[],
            jsonb_build_object('rowData', r."rowData")
        FROM ({Schema.Text("engine-rows.sql")}) r
        """;

    private const string Insert = """INSERT INTO "BulldozerStorageEngine" (id, "keyPath", value) """;

    /// <summary>What every database has from its migrations. Call it before the constraints are added.</summary>
    /// <param name="connection">To the database.</param>
    /// <param name="clock">The moment that the engine has come to.</param>
    /// <param name="cancel">Cancels it.</param>
    public static async Task SeedAsync(NpgsqlConnection connection, DateTimeOffset clock, CancellationToken cancel)
    {
#pragma warning disable CA2100 // Our own script.
        await using var command = new NpgsqlCommand(Schema.Text("engine-seed.sql"), connection);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Initialises the engine, which happens in the main database only, and stores all that was bought. Call it before the constraints
    /// are added.
    /// </summary>
    public static async Task FillAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
#pragma warning disable CA2100 // Our own script.
        await using var command = new NpgsqlCommand(Schema.Text("engine-tables.sql") + Insert + Rows, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
        await EngineDerivation.FillAsync(connection, cancel);
    }

    /// <summary>
    /// Does what the platform does behind each write to its own tables: stores new rows and what has changed of others, and derives
    /// what follows from it. It deletes no stored row and leaves refunds that are there, as the platform does.
    /// </summary>
    /// <param name="connection">To the main database, whose constraints are there.</param>
    /// <param name="tenancy">Only the rows of this one; null for all.</param>
    /// <param name="cancel">Cancels it.</param>
    public static async Task FollowAsync(NpgsqlConnection connection, Guid? tenancy, CancellationToken cancel)
    {
        await EngineDerivation.LockAsync(connection, cancel);
        // Whose rows have changed is whose they are now, or whose they were. A subscription's invoices are its customer's, so that a
        // change of either may concern others of the tenancy.
        const string Scope =
            """
            CASE WHEN "keyPath"[2] IN ('"external:payments-subscriptions"', '"external:payments-subscription-invoices"')
                THEN data ->> 'tenancyId'
                ELSE concat_ws('|', data ->> 'tenancyId', data ->> 'customerType', data ->> 'customerId') END
            """;
        await using var command = new NpgsqlCommand(
            $"""
            WITH followed AS (SELECT DISTINCT ON (2) * FROM ({Rows} WHERE $1 IS NULL OR r."tenancyId" = $1) f (id, "keyPath", value)),
            stored AS (
                {Insert} SELECT * FROM followed
                ON CONFLICT ("keyPath") DO UPDATE SET value = excluded.value
                WHERE "BulldozerStorageEngine".value <> excluded.value
                    AND excluded."keyPath"[2] <> '"external:payments-manual-transactions"'
                RETURNING "keyPath", value -> 'rowData' AS data)
            SELECT {Scope} FROM stored
            UNION
            SELECT {Scope} FROM (SELECT "keyPath", value -> 'rowData' AS data FROM "BulldozerStorageEngine") before
            WHERE "keyPath" IN (SELECT "keyPath" FROM stored)
            """,
            connection);
        command.Parameters.Add(new() { Value = (object?)tenancy ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        var changed = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                changed.Add(reader.GetString(0));
        }

        await EngineDerivation.RenewAsync(connection, changed, cancel);
    }
}
