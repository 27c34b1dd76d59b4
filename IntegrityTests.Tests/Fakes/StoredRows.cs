using System.Text.Json;
using IntegrityTests.Deployment.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntegrityTests.Tests.Fakes;

/// <summary>Writes the rows of a test's database.</summary>
internal sealed class StoredRows(string connectionString)
{
    // A new session costs the machine more than what is written in it. Databases are many: none keeps its session for long.
    private readonly string _writing = connectionString + ";Connection Idle Lifetime=5;Connection Pruning Interval=1";

    public string ConnectionString => connectionString;

    /// <summary>The same database, written to without a session that stays: for a test of which sessions others leave.</summary>
    public StoredRows WithoutSession => new(connectionString + ";Pooling=false");

    /// <summary>Opens the database as the suite does.</summary>
    public Task<ReplicaDatabase> OpenAsync() => ReplicaDatabase.OpenAsync(connectionString, CancellationToken.None);

    /// <summary>Adds rows that all have the members of the first; PostgreSQL reads the values as JSON.</summary>
    public async Task AddAsync(string table, params IReadOnlyList<object> rows)
    {
        var columns = string.Join(", ", JsonSerializer.SerializeToNode(rows[0])!.AsObject().Select(column => $"\"{column.Key}\""));
        await using var connection = await OpenForWritingAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO \"{table}\" ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::\"{table}\", @rows)";
        command.Parameters.AddWithValue("rows", NpgsqlDbType.Jsonb, JsonSerializer.Serialize(rows));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Adds a project, with its tenancy unless there is to be none.</summary>
    public async Task AddProjectAsync(string id, string updatedAt = "2026-01-01", string description = "", Guid? tenancy = null)
    {
        await AddAsync("Project", new { id, updatedAt, description, displayName = $"Name of {id}", isProductionMode = false });
        if (tenancy is not null)
            await AddAsync("Tenancy", new { id = tenancy, updatedAt, projectId = id, branchId = "main", hasNoOrganization = "TRUE" });
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenForWritingAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> OpenForWritingAsync()
    {
        var connection = new NpgsqlConnection(_writing);
        await connection.OpenAsync();
        return connection;
    }
}
