using FluentAssertions;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Data.Engine;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>What the sample gives the engine is what a real backend's engine has over the same rows.</summary>
public sealed class EngineRowsTests
{
    [Fact]
    public async Task Tables_and_stored_rows_are_those_of_a_real_engine()
    {
        var database = await ClusterFixture.Of(Platform.Newest).CreateDatabaseAsync();
        await RecordedRows.LoadAsync(database, RecordedRows.Small("2026-04"));
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        var recorded = await RowsAsync(connection);

        await ExecuteAsync(
            connection,
            """
            TRUNCATE "BulldozerStorageEngine", "BulldozerTimeFoldMetadata", "BulldozerTimeFoldDownstreamCascade", "BulldozerTimeFoldQueue"
            """);
        await EngineRows.SeedAsync(connection, DateTimeOffset.UnixEpoch, CancellationToken.None);
        await EngineRows.FillAsync(connection, CancellationToken.None);

        (await RowsAsync(connection)).Should().BeEquivalentTo(recorded);
        recorded.Should().HaveCount(611);
    }

    [Fact]
    public async Task Engine_follows_new_and_changed_rows_and_keeps_what_is_deleted()
    {
        var database = await ClusterFixture.Of(Platform.Newest).CreateDatabaseAsync();
        await RecordedRows.LoadAsync(database, RecordedRows.Small("2026-04"));
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        var before = await RowsAsync(connection);
        await EngineRows.FollowAsync(connection, null, CancellationToken.None);
        (await RowsAsync(connection)).Should().BeEquivalentTo(before, "nothing has changed");

        await ExecuteAsync(
            connection,
            """
            DELETE FROM "ItemQuantityChange" WHERE quantity = 7;
            UPDATE "ItemQuantityChange" SET quantity = 8 WHERE id IN (
                SELECT id FROM "ItemQuantityChange" WHERE quantity = 9 ORDER BY id LIMIT 1);
            UPDATE "OneTimePurchase" SET "refundedAt" = "createdAt" WHERE id IN (
                SELECT id FROM "OneTimePurchase" WHERE "refundedAt" IS NULL ORDER BY id LIMIT 1)
            """);
        await EngineRows.FollowAsync(connection, null, CancellationToken.None);

        var after = await RowsAsync(connection);
        before.Except(after).Should().HaveCount(2, "a change and a purchase are others now");
        after.Should().HaveCount(before.Count + 1, "the refund is new, and nothing is deleted");
    }

    [Fact]
    public async Task Engine_moves_on_where_time_passes()
    {
        var database = await ClusterFixture.Of(Platform.Newest).CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await ExecuteAsync(
            connection,
            """
            SET session_replication_role = replica;
            INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "currentPeriodStart",
                "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
            VALUES (gen_random_uuid(), gen_random_uuid(), 'CUSTOM', 'somebody',
                '{"includedItems": {"a": {"quantity": 1, "repeat": [1, "month"], "expires": "when-repeated"}}}', 'active', 1, '2026-01-01',
                '2026-02-01', false, 'API_GRANT', '2026-01-01', '2026-01-01')
            """);
        await EngineRows.SeedAsync(connection, DateTimeOffset.UnixEpoch, CancellationToken.None);
        await EngineRows.FillAsync(connection, CancellationToken.None);
        Query("""SELECT count(*) = 1 FROM "BulldozerTimeFoldQueue" WHERE "scheduledAt" = '2026-01-31'""").Should().BeTrue();

        await using var worker = new EngineWorker(database);

        (await Eventually.IsTrueAsync(() => Query(
            """SELECT "lastProcessedAt" > '2026-01-01' FROM "BulldozerTimeFoldMetadata" WHERE key = 'singleton'"""))).Should().BeTrue();
        Query("""SELECT count(*) = 1 FROM "BulldozerTimeFoldQueue" WHERE "scheduledAt" > now()""").Should().BeTrue("that is next");
        Query(
            """
            SELECT count(*) > 5 AND bool_and(value #> '{rowData,itemQuantities,a}' <= '2') FROM "BulldozerStorageEngine"
            WHERE "keyPath"[2] = '"external:payments-item-quantities"' AND value ? 'rowData'
            """).Should().BeTrue("each month expires what the one before gave");

        bool Query(string sql)
        {
#pragma warning disable CA2100 // The test's own queries.
            using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            return (bool)command.ExecuteScalar()!;
        }
    }

    // Without what the engine derives, without ids, and without what a refund says: a backfill does not know what was paid back.
    private static async Task<List<string>> RowsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT "keyPath"::text || ' ' || CASE WHEN "keyPath"[2] = '"external:payments-manual-transactions"' THEN '' ELSE value::text END
            FROM "BulldozerStorageEngine" WHERE '"groups"' <> ALL ("keyPath"[:cardinality("keyPath") - 1])
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
