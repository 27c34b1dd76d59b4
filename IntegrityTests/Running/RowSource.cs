using System.Collections;

namespace IntegrityTests.Running;

/// <summary>
/// The rows of a streaming theory, produced while they are read. It is an enumerable only because xUnit's <c>[MemberData]</c> asks for
/// one: rows come from <see cref="Open"/>, which knows the run.
/// </summary>
public sealed class RowSource : IEnumerable<object[]>
{
    private readonly Func<CaseContext, CancellationToken, IAsyncEnumerable<object[]>> _open;

    private RowSource(Func<CaseContext, CancellationToken, IAsyncEnumerable<object[]>> open) => _open = open;

    /// <summary>Makes a source. <paramref name="open"/> is called once per test case, with the token of the case.</summary>
    public static RowSource From(Func<CaseContext, CancellationToken, IAsyncEnumerable<object[]>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new RowSource(open);
    }

    /// <summary>The rows for a test case.</summary>
    public IAsyncEnumerable<object[]> Open(CaseContext context, CancellationToken cancel) => _open(context, cancel);

    IEnumerator<object[]> IEnumerable<object[]>.GetEnumerator() => throw NeedsARun();

    IEnumerator IEnumerable.GetEnumerator() => throw NeedsARun();

    private static InvalidOperationException NeedsARun() => new(
        "These rows are read while a run goes on. Mark the test with [StreamingTheory] instead of [Theory].");
}
