using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Deploys the recording, as often as the tests of a collection need it.</summary>
public sealed class RecordedDeployments : IAsyncLifetime
{
    private const string Template = "recorded";
    private readonly TestCluster _cluster = new();
    private readonly Lazy<Task<string>> _template;

    public RecordedDeployments() =>
        _template = new(() => _cluster.CreateAsync(Template, connection => RecordedTables.LoadAsync(connection, Recording.Shared)));

    /// <inheritdoc/>
    public Task InitializeAsync() => _cluster.InitializeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>A deployment that is one test's own: a copy of the database and an API, and more projects where copies are named.</summary>
    internal async Task<RecordedDeployment> DeployAsync(params ProjectCopy[] copies)
    {
        var database = await _cluster.CopyAsync(await _template.Value);
        var answers = new RecordedAnswers(copies.Length == 0 ? Recording.Shared : Recording.Shared.With(copies));
        var api = await RecordedApi.StartAsync(answers, RecordedDeployment.AdminKey);
        var deployment = new RecordedDeployment(_cluster, database, await _cluster.UriAsync(database), answers, api);
        var tables = Recording.Shared.Tables.Select(Path.GetFileNameWithoutExtension).ToList();
        foreach (var copy in copies) await deployment.DamageAsync(copy.Sql(tables!));
        return deployment;
    }
}
