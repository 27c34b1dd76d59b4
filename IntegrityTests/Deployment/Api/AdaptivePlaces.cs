using Polly;

namespace IntegrityTests.Deployment.Api;

/// <summary>Gives calls their places, as many as <see cref="AdaptiveLimit"/> allows, in the order in which they come.</summary>
/// <param name="most">The most places, from 1.</param>
/// <param name="isRefusal">Whether an answer, or its absence, says that the server has too much to do.</param>
/// <param name="clock">Measures how long the answers take.</param>
internal sealed class AdaptivePlaces(int most, Func<Outcome<ApiResponse>, bool> isRefusal, TimeProvider clock)
    : ResilienceStrategy<ApiResponse>
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<int>> _waiting = new();
    private readonly AdaptiveLimit _limit = new(most, clock);
    private int _taken;

    /// <summary>How many places there are and why not more, in a few words.</summary>
    public string Words
    {
        get
        {
            lock (_gate) return _limit.Words;
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<Outcome<ApiResponse>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<ApiResponse>>> callback, ResilienceContext context, TState state)
    {
        int era;
        try
        {
            era = await EnterAsync(context.CancellationToken);
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<ApiResponse>(cancelled);
        }

        var started = clock.GetTimestamp();
        Outcome<ApiResponse>? outcome = null;
        try
        {
            outcome = await callback(context, state);
            return outcome.Value;
        }
        finally
        {
            Leave(era, outcome, clock.GetElapsedTime(started));
        }
    }

    private async ValueTask<int> EnterAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        TaskCompletionSource<int> turn;
        lock (_gate)
        {
            if (_taken < _limit.Limit)
            {
                _taken++;
                return _limit.Era;
            }

            _waiting.Enqueue(turn = new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await using var registration = cancel.Register(() => turn.TrySetCanceled(cancel));
        return await turn.Task;
    }

    // A call that was called off says nothing about the server.
    private void Leave(int era, Outcome<ApiResponse>? outcome, TimeSpan took)
    {
        lock (_gate)
        {
            if (outcome is { } ended && isRefusal(ended)) _limit.Refused(era);
            else if (outcome is { Exception: null }) _limit.Answered(era, took, _waiting.Count > 0);
            _taken--;
            while (_taken < _limit.Limit && _waiting.TryDequeue(out var turn))
                if (turn.TrySetResult(_limit.Era)) _taken++;
        }
    }
}
