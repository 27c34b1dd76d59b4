namespace IntegrityTests.Running.Rows;

/// <summary>
/// Pulls rows one at a time and runs a bounded number of them at once. A row is pulled only when there is room to run it, so
/// nothing is queued.
/// </summary>
internal sealed class RowPump(int concurrency, Func<long, object?[], Task> runRow)
{
    /// <summary>
    /// Runs until the source ends or fails, a row cannot be run, <paramref name="cancel"/> says stop or <paramref name="enough"/> says that
    /// no more rows are wanted. Rows already pulled are always finished, and the source is always disposed.
    /// </summary>
    public async Task<PumpEnd> RunAsync(IAsyncEnumerable<object?[]> rows, CancellationToken cancel, CancellationToken enough = default)
    {
        using var pull = new SemaphoreSlim(1, 1);
        using var pulling = CancellationTokenSource.CreateLinkedTokenSource(cancel, enough);
        var source = rows.GetAsyncEnumerator(pulling.Token);
        var pulled = 0L;
        var isCutOff = false;
        var stopped = false;
        var exhausted = false;
        Exception? failure = null;
        Exception? rowFailure = null;

        async Task<(long Number, object?[] Row)?> PullAsync()
        {
            await pull.WaitAsync(CancellationToken.None);
            try
            {
                if (Volatile.Read(ref stopped) || cancel.IsCancellationRequested) return null;
                if (enough.IsCancellationRequested) stopped = isCutOff = true;
                else if (await source.MoveNextAsync()) return (++pulled, source.Current);
                else stopped = exhausted = true;
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested && !cancel.IsCancellationRequested)
            {
                stopped = isCutOff = true;
            }
            catch (Exception thrown)
            {
                stopped = true;
                failure = thrown;
            }
            finally
            {
                pull.Release();
            }

            return null;
        }

        // A row that cannot be run ends the pulling; the rows of the other workers are finished.
        async Task WorkAsync()
        {
            try
            {
                while (await PullAsync() is { } next) await runRow(next.Number, next.Row);
            }
            catch (Exception thrown)
            {
                Volatile.Write(ref stopped, true);
                Interlocked.CompareExchange(ref rowFailure, thrown, null);
            }
        }

        // On the thread pool, so that rows and sources see no synchronization context.
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
        try
        {
            await source.DisposeAsync();
        }
        catch (Exception thrown)
        {
            failure ??= thrown;
        }

        return new PumpEnd(pulled, exhausted && failure is null && rowFailure is null, failure, rowFailure) { IsCutOff = isCutOff };
    }
}

/// <summary>How the pulling of rows ended.</summary>
/// <param name="Pulled">Rows that were pulled, all of which have run.</param>
/// <param name="Exhausted">The source was read to its end.</param>
/// <param name="Failure">What the source threw.</param>
/// <param name="RowFailure">What running a row threw, which is a fault of the runner and not of the row's check.</param>
internal sealed record PumpEnd(long Pulled, bool Exhausted, Exception? Failure = null, Exception? RowFailure = null)
{
    /// <summary>Whether no more rows were wanted before the source came to its end.</summary>
    public bool IsCutOff { get; init; }
}
