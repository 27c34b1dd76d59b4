using IntegrityTests.Tests.Detection;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Written;

/// <summary>A recording as it is, and one run of the suite over it that serves all tests.</summary>
public abstract class VerifiedRecording : IAsyncLifetime
{
    private readonly Lazy<Recording> _recording;
    private readonly RecordedDeployments _deployments;
    private readonly Lazy<Task<RecordedDeployment>> _deployment;
    private readonly Lazy<Task<SuiteResult>> _run;

    /// <param name="recording">Reads it.</param>
    /// <param name="isVerified">Which of its projects are verified.</param>
    private protected VerifiedRecording(Func<Recording> recording, Func<string, bool> isVerified)
    {
        _recording = new(recording);
        _deployments = new(() => _recording.Value);
        _deployment = new(() => _deployments.DeployAsync());
        _run = new(() => VerifyAsync(isVerified));
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_deployment.IsValueCreated && _deployment.Value.IsCompletedSuccessfully) await (await _deployment.Value).DisposeAsync();
    }

    /// <summary>The run.</summary>
    internal Task<SuiteResult> RunAsync() => _run.Value;

    /// <summary>The errors and warnings of the run.</summary>
    internal async Task<IReadOnlyList<FoundFinding>> ErrorsAndWarningsAsync() =>
        [.. (await _run.Value).Findings.Findings.Where(finding => finding.Severity != "info")];

    /// <summary>How many findings of severity info the run has of each check.</summary>
    internal async Task<IReadOnlyList<(string Code, int Count)>> InfosAsync() =>
    [
        .. from line in (await _run.Value).Findings.OfKind("finding")
           where (string?)line["severity"] == "info"
           group (int)line["count"]! by (string)line["code"]! into counts
           select (counts.Key, counts.Sum()),
    ];

    /// <summary>What the run asked although the recording has no answer.</summary>
    internal async Task<IReadOnlyList<(string Project, string Path)>> UnknownAsync()
    {
        await _run.Value;
        return [.. (await _deployment.Value).Api.Unknown];
    }

    /// <summary>The errors and warnings of the invariants in all rows, those of projects without answers too.</summary>
    internal async Task<IReadOnlyList<ExpectedFinding>> BrokenInvariantsAsync()
    {
        await using var database = await (await _deployment.Value).OpenAsync();
        return [.. (await AllInvariants.FindingsAsync(database, _recording.Value.Moment)).Where(finding => finding.Severity != "info")];
    }

    private async Task<SuiteResult> VerifyAsync(Func<string, bool> isVerified)
    {
        var command = (await _deployment.Value).Verification([.. _recording.Value.Projects.Where(isVerified)]);
        return await (command with { Deadline = TimeSpan.FromMinutes(8) }).RunAsync();
    }
}
