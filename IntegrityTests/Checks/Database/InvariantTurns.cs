namespace IntegrityTests.Checks.Database;

/// <summary>
/// Lets two invariants of a run read at once. Each reads whole tables: more would slow down the replica and the other checks. Those that
/// wait use no connection.
/// </summary>
public sealed class InvariantTurns : IDisposable
{
    private readonly SemaphoreSlim _turns = new(2);

    /// <summary>Waits for a turn, and takes it until the result is disposed.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel);
        return new Turn(_turns);
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
