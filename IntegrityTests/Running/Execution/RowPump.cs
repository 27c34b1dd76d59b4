namespace IntegrityTests.Running.Execution;

/// <summary>
/// Pulls rows one at a time and runs a bounded number of them at once. A row is pulled only when there is room to run it, so
/// nothing is queued.
/// </summary>
internal sealed class RowPump(int concurrency, Func<long, object?[], Task> runRow)
{
    /// <summary>Runs until the source ends, fails or <paramref name="cancel"/> says stop; rows already pulled are always finished.</summary>
    public async Task<PumpEnd> RunAsync(IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        using var pull = new SemaphoreSlim(1, 1);
        var source = rows.GetAsyncEnumerator(cancel);
        var pulled = 0L;
        var stopped = false;
        var exhausted = false;
        Exception? failure = null;

        async Task<(long Number, object?[] Row)?> PullAsync()
        {
            await pull.WaitAsync(CancellationToken.None);
            try
            {
                if (stopped || cancel.IsCancellationRequested)
                    return null;
                if (await source.MoveNextAsync())
                    return (++pulled, source.Current);
                stopped = exhausted = true;
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

        async Task WorkAsync()
        {
            while (await PullAsync() is { } next)
                await runRow(next.Number, next.Row);
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
        return new PumpEnd(pulled, exhausted && failure is null, failure);
    }
}
