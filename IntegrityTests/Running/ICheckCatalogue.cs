namespace IntegrityTests.Running;

/// <summary>The checks that one class stands for.</summary>
public interface ICheckCatalogue
{
    /// <summary>The checks, in the order in which they are to run. Asked at discovery, which must not fail: it throws nothing.</summary>
    IReadOnlyList<CheckInfo> Checks { get; }
}
