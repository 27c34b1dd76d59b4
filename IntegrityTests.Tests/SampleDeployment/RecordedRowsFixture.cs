using IntegrityTests.Tests.EndToEnd.Harness;
using SampleDeployment;
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
        await RecordedRows.LoadAsync(database, Path.Combine(SharedFacts.Folder, "recorded"));
        _api = await ApiServer.StartAsync(
            new()
            {
                Platform = Platform.Reference,
                Database = database,
                AdminKey = AdminCalls.Key,
                Clock = new StoppedClock { Now = ReadAt },
            },
            CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_api is not null)
            await _api.DisposeAsync();
    }
}
