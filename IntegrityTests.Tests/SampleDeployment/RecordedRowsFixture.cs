using System.Globalization;
using IntegrityTests.Tests.EndToEnd.Recorded;
using SampleDeployment;
using SampleDeployment.Api;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The stand-in's API over the recorded rows.</summary>
public sealed class RecordedRowsFixture : IAsyncLifetime
{
    private ApiServer? _api;

    internal string Url => _api!.Url;

    internal HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        var recording = Recording.Reference;
        var database = await ClusterFixture.Of(Platform.Reference).CreateDatabaseAsync();
        await RecordedRows.LoadAsync(database, recording.Folder);
        _api = await ApiServer.StartAsync(
            new()
            {
                Platform = Platform.Reference,
                Database = database,
                AdminKey = AdminCalls.Key,
                Clock = new StoppedClock { Now = DateTimeOffset.Parse(recording.ReadAt, CultureInfo.InvariantCulture) },
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
