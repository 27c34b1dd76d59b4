using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Deploys a recording, as often as the tests of a collection need it.</summary>
public sealed class RecordedDeployments
{
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
        _template = new(() => copies.Count == 0
            ? RecordedTables.TemplateOf(_recording.Value)
            : TestCluster.CreateAsync("recorded", connection => RecordedTables.LoadAsync(connection, _recording.Value, copies)));
    }

    /// <summary>A deployment that is one test's own: a copy of the database and an API.</summary>
    internal async Task<RecordedDeployment> DeployAsync()
    {
        var database = await TestCluster.CopyAsync(await _template.Value);
        var answers = new RecordedAnswers(_recording.Value);
        var api = await RecordedApi.StartAsync(answers, RecordedDeployment.AdminKey);
        // Discovery waits five seconds by itself, and then lists no projects: on a busy machine that may be too short.
        return new RecordedDeployment(database, await TestCluster.UriAsync(database) + "?connect_timeout=60", answers, api);
    }
}
