using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using SampleDeployment.Data;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>
/// Loads the recorded rows into tables as the recorded catalogue has them, or into those of the reference version where none is recorded.
/// </summary>
internal static class RecordedTables
{
    /// <summary>The database of a recording as it is, to be copied.</summary>
    public static Task<string> TemplateOf(Recording recording) =>
        TestCluster.TemplateAsync(recording.Folder, connection => LoadAsync(connection, recording, []));

    public static async Task LoadAsync(NpgsqlConnection connection, Recording recording, IReadOnlyList<ProjectCopy> copies)
    {
        var catalogue = RecordedCatalogue.Of(recording);
        await (catalogue?.CreateTablesAsync(connection) ?? Schema.CreateTablesAsync(connection, CancellationToken.None));
        foreach (var file in recording.Tables) await CopyAsync(connection, file);
        await (catalogue?.AddConstraintsAsync(connection) ?? Schema.AddConstraintsAsync(connection, CancellationToken.None));
        foreach (var copy in copies) await CopyAsync(connection, copy, recording.Tables.Select(TableOf));
    }

    /// <summary>Loads a CSV file into the table that it is named after.</summary>
    public static async Task CopyAsync(NpgsqlConnection connection, string file)
    {
        var text = await File.ReadAllTextAsync(file);
        var columns = text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimEnd().Split(',').Select(column => $"\"{column}\"");
        var copy = $"COPY \"{TableOf(file)}\" ({string.Join(", ", columns)}) FROM STDIN (FORMAT csv, HEADER)";
        await using var writer = await connection.BeginTextImportAsync(copy);
        await writer.WriteAsync(text);
    }

    private static string TableOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static async Task CopyAsync(NpgsqlConnection connection, ProjectCopy copy, IEnumerable<string> tables)
    {
        // Tables come in any order.
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand($"SET session_replication_role = replica; {copy.Sql(tables)}", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
