using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>Findings that are kept back.</summary>
internal sealed class HeldFindings(IReadOnlyCollection<Finding> findings, Action release) : IDisposable
{
    /// <summary>How many there are.</summary>
    public int Count => findings.Count;

    /// <inheritdoc/>
    public void Dispose() => release();
}
