namespace IntegrityTests.Running;

/// <summary>
/// Bounds the cases in flight. Of those that wait, the one with the lowest order goes first, and of one order the one that came first.
/// </summary>
internal sealed class CaseSlots(int count)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (int Order, long Arrival)> _waiting = new();
    private int _free = count;
    private long _arrivals;

    /// <summary>Waits for a slot; every call that succeeds needs a <see cref="Leave"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; no slot was taken.</exception>
    public async Task EnterAsync(int order, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            _waiting.Enqueue(turn, (order, _arrivals++));
        }

        await using var registration = cancel.Register(() => turn.TrySetCanceled(cancel));
        await turn.Task;
    }

    public void Leave()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var turn, out _))
            {
                if (turn.TrySetResult()) return;
            }

            _free++;
        }
    }
}
