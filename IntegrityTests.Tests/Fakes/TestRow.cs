using System.Collections.Concurrent;
using IntegrityTests.Running;

namespace IntegrityTests.Tests.Fakes;

/// <summary>A row of a check that runs until it is disposed; what the code under test reports to it can be read here.</summary>
internal sealed class TestRow : IRowObserver, IDisposable
{
    private readonly ConcurrentQueue<Finding> _findings = new();
    private readonly ConcurrentQueue<(string Comparison, string Reason)> _skips = new();
    private int _calls;

    private TestRow()
    {
    }

    public IReadOnlyList<Finding> Findings => [.. _findings];

    public IReadOnlyList<(string Comparison, string Reason)> Skips => [.. _skips];

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>What was found, as "subject message".</summary>
    public IEnumerable<string> Texts => _findings.Select(finding => $"{finding.Subject} {finding.Message}");

    public static TestRow Begin()
    {
        var row = new TestRow();
        RowContext.Current = new RowContext(new CheckInfo("TST001", Severity.Error, "Tests"), observer: row);
        return row;
    }

    public Finding Found(Finding finding)
    {
        _findings.Enqueue(finding);
        return finding;
    }

    public void Skipped(string comparison, string reason) => _skips.Enqueue((comparison, reason));

    public void Called() => Interlocked.Increment(ref _calls);

    public void Dispose() => RowContext.Current = null;
}
