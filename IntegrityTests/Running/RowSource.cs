using System.Collections;

namespace IntegrityTests.Running;

/// <summary>
/// The rows of a streaming theory, produced while they are read. It is both kinds of enumerable: xUnit's <c>[MemberData]</c>
/// asks for the synchronous one, the runner reads the asynchronous one.
/// </summary>
public sealed class RowSource : IEnumerable<object[]>, IAsyncEnumerable<object[]>
{
    private readonly Func<CancellationToken, IAsyncEnumerable<object[]>> _open;

    private RowSource(Func<CancellationToken, IAsyncEnumerable<object[]>> open) => _open = open;

    /// <summary>Makes a source; <paramref name="open"/> is called once an enumeration, with the token of the run.</summary>
    public static RowSource From(Func<CancellationToken, IAsyncEnumerable<object[]>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new RowSource(open);
    }

    /// <inheritdoc />
    public IAsyncEnumerator<object[]> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _open(cancellationToken).GetAsyncEnumerator(cancellationToken);

    // Blocks the calling thread for each row; only for callers that have no asynchronous way.
    IEnumerator<object[]> IEnumerable<object[]>.GetEnumerator() => this.ToBlockingEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => this.ToBlockingEnumerable().GetEnumerator();
}
