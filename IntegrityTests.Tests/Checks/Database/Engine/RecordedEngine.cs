using IntegrityTests.Checks.Database;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database.Engine;

/// <summary>The rows of a recording of the newer version, which tests damage within a transaction that is rolled back.</summary>
public sealed class RecordedEngine : IAsyncLifetime
{
    private readonly TestCluster _cluster = new();
    private readonly Lazy<Task<string>> _small;
    private readonly Lazy<Task<string>> _large;

    public RecordedEngine()
    {
        _small = new(() => LoadAsync("small", Recording.Newer));
        _large = new(() => LoadAsync("large", Recording.WrittenNewer()));
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => _cluster.InitializeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>Opens the small recording, which this repository has.</summary>
    internal async Task<DamagedEngine> OpenAsync() => new(await _cluster.OpenAsync(await _small.Value));

    /// <summary>Opens the large one, of <see cref="SharedFacts"/>.</summary>
    internal async Task<DamagedEngine> OpenLargeAsync() => new(await _cluster.OpenAsync(await _large.Value));

    private Task<string> LoadAsync(string name, Recording recording) =>
        _cluster.CreateAsync(name, async connection =>
        {
            await RecordedTables.LoadAsync(connection, recording, copies: []);
            await using var analyse = new NpgsqlCommand("ANALYZE", connection);
            await analyse.ExecuteNonQueryAsync();
        });
}

/// <summary>A session that damages the rows and asks the invariants about them. Whoever asks for the next damage gets healthy rows again.</summary>
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
