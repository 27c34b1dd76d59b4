using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>The recording comes into both databases as it is.</summary>
[Collection(RecordedPairCollection.Name)]
public sealed class RecordedPairsTests(RecordedPairs pairs)
{
    [FactRequiringClickHouseRecording]
    public async Task All_versions_of_a_key_are_there_and_views_have_the_newest_that_lives()
    {
        var pair = await pairs.DeployAsync();

        (await CountAsync(pair, "SELECT count() FROM analytics_internal.users")).Should().Be("606");
        (await CountAsync(pair, "SELECT count() FROM analytics_internal.users FINAL")).Should().Be("604");
        (await CountAsync(pair, "SELECT count() FROM users")).Should().Be("601");
    }

    [FactRequiringClickHouseRecording]
    public async Task Generated_columns_are_what_the_copies_say()
    {
        var pair = await pairs.DeployAsync();
        await using var connection = new NpgsqlConnection(pair.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""SELECT count(*) FROM "EmailOutbox" WHERE status = 'SENT'""", connection);

        var stored = $"{await command.ExecuteScalarAsync()}";

        stored.Should().Be(await CountAsync(pair, "SELECT count() FROM email_outboxes WHERE status = 'sent'"));
    }

    [FactRequiringClickHouseRecording]
    public async Task What_a_test_has_changed_is_gone_in_the_next()
    {
        var pair = await pairs.DeployAsync();
        await pair.ChangeClickHouseAsync("TRUNCATE TABLE analytics_internal.users");

        var next = await pairs.DeployAsync();

        (await CountAsync(next, "SELECT count() FROM analytics_internal.users")).Should().Be("606");
    }

    private static async Task<string> CountAsync(RecordedPair pair, string sql) =>
        (await pair.ClickHouse.ExecuteAsync(sql, CancellationToken.None)).Trim();
}
