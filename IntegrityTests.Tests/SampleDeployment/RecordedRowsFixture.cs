using System.Globalization;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Npgsql;
using SampleDeployment.Api;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The stand-in's API over the recorded rows.</summary>
public sealed class RecordedRowsFixture(ClusterFixture shared) : IAsyncLifetime
{
    private ApiServer? _api;

    internal string Url => _api!.Url;

    internal HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        var database = await shared.CreateDatabaseAsync();
        await LoadAsync(database);
        _api = await ApiServer.StartAsync(
            new() { Database = database, AdminKey = AdminCalls.Key, Clock = new StoppedClock { Now = DateTimeOffset.Parse(Recording.Reference.ReadAt, CultureInfo.InvariantCulture) } },
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

        foreach (var file in Recording.Reference.Tables)
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
