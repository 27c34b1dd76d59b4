using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>Findings that are kept back.</summary>
internal sealed class HeldFindings(IReadOnlyCollection<Finding> findings, Action release) : IDisposable
{
    /// <summary>How many there are.</summary>
    public int Count => findings.Count;

    /// <summary>Lets them go, to be reported after all.</summary>
    public void ReportAll()
    {
        release();
        foreach (var finding in findings) RowContext.Current?.Report(finding);
    }

    /// <inheritdoc/>
    public void Dispose() => release();
}
