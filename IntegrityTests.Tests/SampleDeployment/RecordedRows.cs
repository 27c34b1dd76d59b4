using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>Rows of a real backend, as files of a table each.</summary>
internal static class RecordedRows
{
    // The database computes some of its columns, which the sample's is given.
    private const string Mails = "EmailOutbox";

    /// <summary>
    /// Loads them into a database that has the tables and their constraints. Mails and tables that the sample does not have are left out.
    /// </summary>
    public static async Task LoadAsync(string database, string folder)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        // Tables come in any order.
        await using (var command = new NpgsqlCommand("SET session_replication_role = replica", connection))
            await command.ExecuteNonQueryAsync();

        var known = await TablesAsync(connection);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "tables"), "*.csv"))
        {
            if (known.Contains(Path.GetFileNameWithoutExtension(file)))
                await CopyAsync(connection, file);
        }
    }

    /// <summary>The small recording of a version: in the checkout, or beside it.</summary>
    /// <exception cref="DirectoryNotFoundException">It is missing.</exception>
    public static string Small(string version)
    {
        string[] folders = [Checkout.Folder, .. SharedFacts.Exist ? [Path.Combine(SharedFacts.Folder, "..")] : Array.Empty<string>()];
        return folders.Select(folder => Path.Combine(folder, "fixtures", version)).FirstOrDefault(Directory.Exists)
            ?? throw new DirectoryNotFoundException($"There is no recording in fixtures/{version} of the checkout.");
    }

    private static async Task<HashSet<string>> TablesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '{Mails}'", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new HashSet<string>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string file)
    {
        using var text = new StreamReader(file);
        var header = (await text.ReadLineAsync())!;
        var columns = string.Join(", ", header.Split(',').Select(column => $"\"{column}\""));
        await using var copy = await connection.BeginTextImportAsync(
            $"COPY \"{Path.GetFileNameWithoutExtension(file)}\" ({columns}) FROM STDIN (FORMAT csv)");
        var buffer = new char[1 << 16];
        for (var read = await text.ReadAsync(buffer); read > 0; read = await text.ReadAsync(buffer))
            await copy.WriteAsync(buffer.AsMemory(0, read));
    }
}
