using Npgsql;

namespace SampleDeployment.Data;

/// <summary>Creates the tables of a version of the platform in an empty database.</summary>
internal static class Schema
{
    /// <summary>The tables of the reference version.</summary>
    public static Task CreateTablesAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        CreateTablesAsync(connection, Platform.Reference, cancel);

    /// <summary>The tables of a version, with no rows but those that its migrations make.</summary>
    public static async Task CreateTablesAsync(NpgsqlConnection connection, Platform platform, CancellationToken cancel)
    {
        await RunAsync(connection, "tables.sql", cancel);
        if (platform == Platform.Newest)
            await RunAsync(connection, "tables-2026-04.sql", cancel);
    }

    /// <summary>Keys, checks and indexes of the reference version: call it after loading rows, which is faster.</summary>
    public static Task AddConstraintsAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        AddConstraintsAsync(connection, Platform.Reference, cancel);

    /// <summary>Keys, checks and indexes of a version: call it after loading rows, which is faster.</summary>
    public static async Task AddConstraintsAsync(NpgsqlConnection connection, Platform platform, CancellationToken cancel)
    {
        await RunAsync(connection, "constraints.sql", cancel);
        await RunAsync(connection, $"constraints-{platform.Name}.sql", cancel);
    }

    /// <summary>The names of the migrations that a version has applied, in their order.</summary>
    public static IReadOnlyList<string> Migrations(Platform platform) =>
    [
        .. Platform.All.TakeWhile(earlier => earlier != platform).Append(platform)
            .SelectMany(version => Text($"migrations-{version.Name}.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>One of the program's own scripts.</summary>
    internal static string Text(string resource)
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string script, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own script.
        command.CommandText = Text(script);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }
}
