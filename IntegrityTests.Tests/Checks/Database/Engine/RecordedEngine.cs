using IntegrityTests.Checks.Database;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database.Engine;

/// <summary>The rows of a recording of the newer version, which tests damage within a transaction that is rolled back.</summary>
public sealed class RecordedEngine
{
    private readonly Lazy<Task<string>> _small;
    private readonly Lazy<Task<string>> _large;

    public RecordedEngine()
    {
        _small = new(() => CopyAsync(Recording.Newer));
        _large = new(() => CopyAsync(Recording.WrittenNewer()));
    }

    /// <summary>Opens the small recording, which this repository has.</summary>
    internal async Task<DamagedEngine> OpenAsync() => new(await TestCluster.OpenAsync(await _small.Value));

    /// <summary>Opens the large one, of <see cref="SharedFacts"/>.</summary>
    internal async Task<DamagedEngine> OpenLargeAsync() => new(await TestCluster.OpenAsync(await _large.Value));

    private static async Task<string> CopyAsync(Recording recording)
    {
        var database = await TestCluster.CopyAsync(await RecordedTables.TemplateOf(recording));
        await using var connection = await TestCluster.OpenAsync(database);
        await using var analyse = new NpgsqlCommand("ANALYZE", connection);
        await analyse.ExecuteNonQueryAsync();
        return database;
    }
}

/// <summary>Tests that damage the recorded engine; they share a PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class RecordedEngineCollection : ICollectionFixture<RecordedEngine>
{
    public const string Name = "the recorded engine";
}

/// <summary>A session that damages the rows and asks the invariants about them. Each damage is of healthy rows.</summary>
internal sealed class DamagedEngine(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>What an invariant finds after a damage, past all foreign keys.</summary>
    public async Task<IReadOnlyList<EngineFinding>> FindAsync(string code, string damage)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (damage.Length > 0) await ReadAsync($"SET LOCAL session_replication_role = replica; {damage}", _ => true);
        var invariant = Invariants.Shipped.Single(invariant => invariant.Code == code);
        var found = await ReadAsync(
            $"""
            SELECT f.project, f.subject, f.detail, to_jsonb(f) ->> 'cause' FROM (
            {invariant.Sql}
            ) f ORDER BY 1, 2, 3
            """,
            row => new EngineFinding(Text(row, 0), row.GetString(1), row.GetString(2), Text(row, 3)));
        await transaction.RollbackAsync();
        return found;
    }

    /// <summary>Reads rows of the healthy recording.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>A row that breaks an invariant.</summary>
internal sealed record EngineFinding(string? Project, string Subject, string Detail, string? Cause = null);
