using System.Globalization;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>Random damage of single values, over all tables and columns of a recorded deployment: each is found, with its column.</summary>
public sealed class RandomDamageTests : IDisposable
{
    private const int Damages = 200;
    private const int Seed = 17;
    private SavedTables Saved { get; } = new();

    public void Dispose() => Saved.Dispose();

    [Fact]
    public async Task All_are_found_and_their_column_is_named_but_a_number_that_the_sequencer_was_about_to_change()
    {
        var healthy = await TestCluster.CopyAsync(await RecordedTables.TemplateOf(Recording.Newer));
        await Saved.SaveAsync(await TestCluster.ConnectionStringAsync(healthy));
        var damaged = await TestCluster.ConnectionStringAsync(await TestCluster.CopyAsync(healthy));
        var planted = await PlantAsync(damaged);

        var comparing = await Saved.CompareAsync(damaged);

        comparing.Left.Should().BeEmpty();
        var found = comparing.Findings.Where(finding => finding.Code == "TBL001").Select(finding => finding.Subject).ToHashSet();
        planted.Should().HaveCount(Damages);
        var missed = planted.Where(column => !found.Contains($"column:{column}")).ToList();
        missed.Should().Equal("VerificationCode.sequenceId");
        found.Except(planted.Select(column => $"column:{column}")).Should().BeEmpty("nothing else is different");
    }

    // Each column in turn, each in a random row. A changed key is a lost row and a new one, and is no part of this.
    private static async Task<List<string>> PlantAsync(string connectionString)
    {
        const string Columns = """
            SELECT c.relname, a.attname, format_type(a.atttypid, NULL), t.typtype = 'e'
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
                AND a.attgenerated = ''
                AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey))
            ORDER BY 1, 2
            """;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var columns = new List<(string Table, string Column, string Type)>();
        await using (var command = new NpgsqlCommand(Columns, connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                if (!reader.GetBoolean(3)) columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        var random = new Random(Seed);
        var order = columns.ToArray();
        random.Shuffle(order);
        var planted = new List<string>();
        foreach (var (table, column, type) in order)
        {
            if (planted.Count == Damages) break;
            if (await TryAsync(connection, table, column, type, random)) planted.Add($"{table}.{column}");
        }

        return planted;
    }

    private static async Task<bool> TryAsync(NpgsqlConnection connection, string table, string column, string type, Random random)
    {
        var value = type switch
        {
            "uuid" => "gen_random_uuid()",
            "boolean" => $"NOT coalesce(\"{column}\", false)",
            "integer" or "bigint" or "smallint" or "double precision" or "numeric" => $"coalesce(\"{column}\", 0) + 1",
            "jsonb" => $"jsonb_build_array(\"{column}\")",
            _ when type.StartsWith("timestamp", StringComparison.Ordinal) => $"coalesce(\"{column}\", '2026-01-01') + interval '1 ms'",
            _ when type is "text" or "character varying" => $"coalesce(\"{column}\", '') || 'x'",
            _ => null,
        };
        if (value is null) return false;
        var place = random.NextDouble().ToString(CultureInfo.InvariantCulture);
        try
        {
#pragma warning disable CA2100 // The tests' own statements.
            await using var command = new NpgsqlCommand(
                $"""
                SET session_replication_role = replica;
                UPDATE "{table}" SET "{column}" = {value} WHERE ctid = (
                    SELECT ctid FROM "{table}" ORDER BY ctid OFFSET (SELECT floor({place} * count(*)) FROM "{table}")::int LIMIT 1)
                """,
                connection);
#pragma warning restore CA2100
            return await command.ExecuteNonQueryAsync() == 1;
        }
        catch (PostgresException failure) when (failure.SqlState.StartsWith("23", StringComparison.Ordinal) || failure.SqlState == "22P02")
        {
            // The schema takes no such value.
            return false;
        }
    }
}
