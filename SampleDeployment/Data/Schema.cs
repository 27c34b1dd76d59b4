using Npgsql;

namespace SampleDeployment.Data;

/// <summary>Creates the tables of the reference version in an empty database.</summary>
internal static class Schema
{
    public static Task CreateTablesAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        RunAsync(connection, "tables.sql", cancel);

    /// <summary>Keys, checks and indexes: call it after loading rows, which is faster.</summary>
    public static Task AddConstraintsAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        RunAsync(connection, "constraints.sql", cancel);

    private static async Task RunAsync(NpgsqlConnection connection, string script, CancellationToken cancel)
    {
        await using var stream = typeof(Schema).Assembly.GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own script.
        command.CommandText = await reader.ReadToEndAsync(cancel);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }
}
