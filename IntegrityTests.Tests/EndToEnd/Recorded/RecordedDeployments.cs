using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Deploys a recording, as often as the tests of a collection need it.</summary>
public sealed class RecordedDeployments : IAsyncLifetime
{
    private const string Template = "recorded";
    private readonly TestCluster _cluster = new();
    private readonly Lazy<Recording> _recording;
    private readonly Lazy<Task<string>> _template;

    public RecordedDeployments()
        : this([])
    {
    }

    /// <summary>Deployments of the reference version with copies of projects beside the recorded ones.</summary>
    internal RecordedDeployments(IReadOnlyList<ProjectCopy> copies)
        : this(() => Recording.Reference.With(copies), copies)
    {
    }

    /// <summary>Deployments of a recording.</summary>
    internal RecordedDeployments(Func<Recording> recording)
        : this(recording, [])
    {
    }

    private RecordedDeployments(Func<Recording> recording, IReadOnlyList<ProjectCopy> copies)
    {
        _recording = new(recording);
        _template = new(() =>
            _cluster.CreateAsync(Template, connection => RecordedTables.LoadAsync(connection, _recording.Value, copies)));
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => _cluster.InitializeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>A deployment that is one test's own: a copy of the database and an API.</summary>
    internal async Task<RecordedDeployment> DeployAsync()
    {
        var database = await _cluster.CopyAsync(await _template.Value);
        var answers = new RecordedAnswers(_recording.Value);
        var api = await RecordedApi.StartAsync(answers, RecordedDeployment.AdminKey);
        return new RecordedDeployment(_cluster, database, await _cluster.UriAsync(database), answers, api);
    }
}
