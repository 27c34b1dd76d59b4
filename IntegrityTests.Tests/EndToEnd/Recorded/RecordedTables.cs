using Npgsql;
using SampleDeployment.Data;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Loads the recorded rows into the tables of the reference version.</summary>
internal static class RecordedTables
{
    public static async Task LoadAsync(NpgsqlConnection connection, Recording recording)
    {
        await Schema.CreateTablesAsync(connection, CancellationToken.None);
        foreach (var file in recording.Tables) await CopyAsync(connection, file);
        await Schema.AddConstraintsAsync(connection, CancellationToken.None);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string file)
    {
        var text = await File.ReadAllTextAsync(file);
        var columns = text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimEnd().Split(',').Select(column => $"\"{column}\"");
        var copy = $"COPY \"{Path.GetFileNameWithoutExtension(file)}\" ({string.Join(", ", columns)}) FROM STDIN (FORMAT csv, HEADER)";
        await using var writer = await connection.BeginTextImportAsync(copy);
        await writer.WriteAsync(text);
    }
}
