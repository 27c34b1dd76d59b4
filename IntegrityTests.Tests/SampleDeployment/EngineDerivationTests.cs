using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Data.Engine;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>
/// What the sample's engine derives is what a real engine has over the same rows: every table, and what waits in the queue.
/// </summary>
public sealed class EngineDerivationTests
{
    // Without ids, which are random, and without a tree that chance has shaped.
    private const string Storage =
        """
        SELECT "keyPath", CASE jsonb_typeof(value)
            WHEN 'object' THEN value - '{priority,leftRowIdentifier,rightRowIdentifier,rootRowIdentifier}'::text[]
            ELSE value
        END AS value FROM
        """;

    // Without ids and the times of writing, and without the platform's program text.
    private const string Queue =
        """SELECT "tableStoragePath", "groupKey", "rowIdentifier", "scheduledAt", "stateAfter", "rowData" FROM""";

    [Fact]
    public async Task Tables_and_queue_are_those_of_a_real_engine()
    {
        await using var connection = await LoadAsync(RecordedRows.Small("2026-04"));
        // All ungrouped rows of some tables are of projects that this recording leaves out; their places are left.
        (await ScalarAsync(
            connection,
            """
            WITH empty AS (
                DELETE FROM "BulldozerStorageEngine" e WHERE 'null' = ANY ("keyPath") AND NOT EXISTS (
                    SELECT FROM "BulldozerStorageEngine" r
                    WHERE r."keyPath"[2] = e."keyPath"[2] AND 'null' = ANY (r."keyPath") AND r.value <> 'null')
                RETURNING 1)
            SELECT count(*) FROM empty
            """)).Should().Be(6);
        await RefillAsync(connection);
        await ShouldBeAsRecordedAsync(connection, storage: 8_586, queue: 45);
    }

    [FactRequiringFacts]
    public async Task Tables_and_queue_are_those_of_a_large_real_engine()
    {
        await using var connection = await LoadAsync(Path.Combine(SharedFacts.Folder, "written-2026-04"));
        await RefillAsync(connection);
        await ShouldBeAsRecordedAsync(connection, storage: 29_121, queue: 86);
    }

    [Fact]
    public async Task Engine_that_follows_changed_rows_is_one_that_was_filled_from_them()
    {
        await using var connection = await LoadAsync(RecordedRows.Small("2026-04"));
        await ExecuteAsync(
            connection,
            """
            UPDATE "Subscription" SET "endedAt" = NULL, "cancelAtPeriodEnd" = false;
            UPDATE "SubscriptionInvoice" SET "isSubscriptionCreationInvoice" = true;
            UPDATE "OneTimePurchase" SET quantity = quantity + 1;
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "createdAt")
            SELECT gen_random_uuid(), id, 'CUSTOM', 'somebody else', 'credits', 7, now() FROM "Tenancy"
            """);
        await EngineRows.FollowAsync(connection, null, CancellationToken.None);

        await RefillAsync(connection);

        (await DifferencesAsync(connection, Storage, "recorded_storage", "\"BulldozerStorageEngine\"")).Should().BeEmpty();
        (await DifferencesAsync(connection, Queue, "recorded_queue", "\"BulldozerTimeFoldQueue\"")).Should().BeEmpty();
        (await ScalarAsync(
            connection,
            """
            SELECT count(*) FROM recorded_storage
            WHERE "keyPath"[2] IN ('"external:payments-subscription-end-events"', '"external:payments-renewal-invoice-rows"')
                AND 'null' = ANY ("keyPath")
            """)).Should().Be(0, "nothing ends and nothing is renewed, and a table without ungrouped rows has no place for them");
    }

    [Fact]
    public async Task Engine_that_follows_some_customers_leaves_the_others_as_they_are()
    {
        await using var connection = await LoadAsync(RecordedRows.Small("2026-04"));
        await ExecuteAsync(
            connection,
            """
            UPDATE "OneTimePurchase" SET quantity = quantity + 1 WHERE id IN (SELECT id FROM "OneTimePurchase" ORDER BY id LIMIT 3);
            UPDATE "ItemQuantityChange" SET quantity = 4711, "customerId" = 'somebody else', "customerType" = 'CUSTOM'
            WHERE id IN (SELECT id FROM "ItemQuantityChange" ORDER BY id LIMIT 3);
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "createdAt")
            SELECT gen_random_uuid(), "tenancyId", "customerType", "customerId", 'credits', 7, now() FROM "Subscription"
            """);
        await EngineRows.FollowAsync(connection, null, CancellationToken.None);

        await RefillAsync(connection);

        (await DifferencesAsync(connection, Storage, "recorded_storage", "\"BulldozerStorageEngine\"")).Should().BeEmpty();
        (await DifferencesAsync(connection, Queue, "recorded_queue", "\"BulldozerTimeFoldQueue\"")).Should().BeEmpty();
    }

    private static async Task<NpgsqlConnection> LoadAsync(string recording)
    {
        var database = await ClusterFixture.Of(Platform.Newest).CreateDatabaseAsync();
        await RecordedRows.LoadAsync(database, recording);
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    // Puts the engine aside, and fills another one from the purchases.
    private static async Task RefillAsync(NpgsqlConnection connection)
    {
        await ExecuteAsync(
            connection,
            """
            CREATE TABLE recorded_storage AS TABLE "BulldozerStorageEngine";
            CREATE TABLE recorded_queue AS TABLE "BulldozerTimeFoldQueue";
            """);
        var clock = (DateTime)(await ScalarAsync(connection, """SELECT "lastProcessedAt" FROM "BulldozerTimeFoldMetadata" """))!;
        await ExecuteAsync(
            connection,
            """
            TRUNCATE "BulldozerStorageEngine", "BulldozerTimeFoldMetadata", "BulldozerTimeFoldDownstreamCascade", "BulldozerTimeFoldQueue"
            """);
        await EngineRows.SeedAsync(connection, clock, CancellationToken.None);
        await EngineRows.FillAsync(connection, CancellationToken.None);
        await UseRecordedRefundsAsync(connection);
    }

    private static async Task ShouldBeAsRecordedAsync(NpgsqlConnection connection, int storage, int queue)
    {
        (await ScalarAsync(connection, "SELECT count(*) FROM recorded_storage")).Should().Be(storage);
        (await ScalarAsync(connection, "SELECT count(*) FROM recorded_queue")).Should().Be(queue);
        (await DifferencesAsync(connection, Storage, "recorded_storage", "\"BulldozerStorageEngine\"")).Should().BeEmpty();
        (await DifferencesAsync(connection, Queue, "recorded_queue", "\"BulldozerTimeFoldQueue\"")).Should().BeEmpty();
        (await SortedGroup.ReadAsync(connection, "recorded_storage")).Should().NotBeEmpty()
            .And.OnlyContain(group => group.IsSound, "this is what a real tree is");
        (await SortedGroup.ReadAsync(connection, "\"BulldozerStorageEngine\"")).Should().NotBeEmpty()
            .And.OnlyContain(group => group.IsSound);
    }

    // No table of the platform's own says what a refund paid back.
    private static async Task UseRecordedRefundsAsync(NpgsqlConnection connection)
    {
        var tenancies = (string[])(await ScalarAsync(
            connection,
            """
            WITH refunds AS (
                UPDATE "BulldozerStorageEngine" e SET value = r.value FROM recorded_storage r
                WHERE r."keyPath" = e."keyPath" AND e."keyPath"[2] = '"external:payments-manual-transactions"' AND r.value <> e.value
                RETURNING e.value -> 'rowData' ->> 'tenancyId' AS tenancy)
            SELECT coalesce(array_agg(DISTINCT tenancy), '{}') FROM refunds
            """))!;
        await EngineDerivation.RenewAsync(connection, tenancies, CancellationToken.None);
    }

    private static async Task<List<string>> DifferencesAsync(NpgsqlConnection connection, string select, string recorded, string filled)
    {
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(
            $"""
            (SELECT 'missing', d::text FROM ({select} {recorded} EXCEPT ALL {select} {filled}) d LIMIT 3)
            UNION ALL
            (SELECT 'too many', d::text FROM ({select} {filled} EXCEPT ALL {select} {recorded}) d LIMIT 3)
            """,
            connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var differences = new List<string>();
        while (await reader.ReadAsync())
            differences.Add($"{reader.GetString(0)}: {reader.GetString(1)}");
        return differences;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql) => await ScalarAsync(connection, sql);
}
