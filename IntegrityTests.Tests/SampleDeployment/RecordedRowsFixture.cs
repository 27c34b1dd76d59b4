using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using SampleDeployment.Api;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The stand-in's API over the recorded rows.</summary>
public sealed class RecordedRowsFixture(ClusterFixture shared) : IAsyncLifetime
{
    // No balance changes in the minute in which all was recorded.
    private static readonly DateTimeOffset ReadAt = new(2026, 11, 22, 8, 5, 37, 902, TimeSpan.Zero);

    private ApiServer? _api;

    internal string Url => _api!.Url;

    internal HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        if (!SharedFacts.Exist)
            return; // The tests are skipped, or fail with the reason.

        var database = await shared.CreateDatabaseAsync();
        await LoadAsync(database);
        _api = await ApiServer.StartAsync(
            new() { Database = database, AdminKey = AdminCalls.Key, Clock = new StoppedClock { Now = ReadAt } },
            CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_api is not null)
            await _api.DisposeAsync();
    }

    private static async Task LoadAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using (var command = new NpgsqlCommand("SET session_replication_role = replica", connection))
            await command.ExecuteNonQueryAsync();

        foreach (var file in Directory.EnumerateFiles(Path.Combine(SharedFacts.Folder, "recorded", "tables"), "*.csv"))
        {
            var text = await File.ReadAllTextAsync(file);
            var names = text[..text.IndexOf('\n', StringComparison.Ordinal)].Trim().Split(',');
            var columns = string.Join(", ", names.Select(column => $"\"{column}\""));
            await using var copy = await connection.BeginTextImportAsync(
                $"COPY \"{Path.GetFileNameWithoutExtension(file)}\" ({columns}) FROM STDIN (FORMAT csv, HEADER)");
            await copy.WriteAsync(text);
        }
    }
}
