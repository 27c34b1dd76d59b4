using System.Collections.Concurrent;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Tests.Fakes;

/// <summary>A row of a check; what the code under test reports to it can be read here.</summary>
internal sealed class TestRow : IRowObserver
{
    private readonly ConcurrentQueue<Finding> _findings = new();
    private readonly ConcurrentQueue<(string Comparison, string Reason)> _skips = new();
    private readonly ConcurrentQueue<(string Comparison, string Reason)> _unknown = new();
    private int _calls;

    public TestRow(string code = "TST001") => Row = new CheckRow(new CheckInfo(code, Severity.Error, "Tests"), observer: this);

    /// <summary>The row, as the code under test gets it.</summary>
    public CheckRow Row { get; }

    public IReadOnlyList<Finding> Findings => [.. _findings];

    public IReadOnlyList<(string Comparison, string Reason)> Skips => [.. _skips];

    /// <summary>What was left out because it could not be had.</summary>
    public IReadOnlyList<(string Comparison, string Reason)> Unknown => [.. _unknown];

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>What the replica still replays while a row waits for what was written before.</summary>
    public Func<Task> Replay { get; init; } = () => Task.CompletedTask;

    /// <summary>What was found, as "subject message".</summary>
    public IEnumerable<string> Texts => _findings.Select(finding => $"{finding.Subject} {finding.Message}");

    /// <summary>The API as this row asks it about a project.</summary>
    public ProjectApi Of(AdminApi api, Project project) => api.For(Row, project);

    public Finding Found(Finding finding)
    {
        _findings.Enqueue(finding);
        return finding;
    }

    public void Skipped(string comparison, string reason) => _skips.Enqueue((comparison, reason));

    public void Left(string comparison, Gap gap)
    {
        if (gap.IsProven) _skips.Enqueue((comparison, gap.Reason));
        else _unknown.Enqueue((comparison, gap.Reason));
    }

    public Task SettledAsync() => Replay();

    public void Called() => Interlocked.Increment(ref _calls);
}
