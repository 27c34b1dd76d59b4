namespace IntegrityTests.Running.Rows;

/// <summary>
/// Hands the notes of rows to a follower in the order in which the rows were pulled. A row starts only when it is near the oldest
/// one that has not finished, so that few wait for their turn.
/// </summary>
/// <param name="follower">The follower.</param>
/// <param name="window">Rows that may be under way or waiting, counted from the oldest unfinished one.</param>
internal sealed class FollowedRows(ICaseFollower follower, int window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, object?> _waiting = [];
    private readonly List<(long Number, TaskCompletionSource Turn)> _held = [];
    private long _next = 1;

    /// <summary>Waits until the row may start.</summary>
    public async Task<object?> BeginAsync(long number, object?[] row)
    {
        TaskCompletionSource? turn = null;
        lock (_gate)
        {
            if (number >= _next + window)
            {
                turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _held.Add((number, turn));
            }
        }

        if (turn is not null) await turn.Task;
        try
        {
            return follower.BeginRow(row);
        }
        catch
        {
            Pass(number, null);
            throw;
        }
    }

    /// <summary>Hands the row on, and those that waited for it.</summary>
    public void End(long number, object? notes, RowOutcome outcome, bool isSound)
    {
        try
        {
            if (notes is not null) follower.EndRow(notes, outcome.IsAnswered, isSound);
        }
        finally
        {
            Pass(number, notes);
        }
    }

    private void Pass(long number, object? notes)
    {
        lock (_gate)
        {
            _waiting[number] = notes;
            PassOn();
        }
    }

    // Whatever becomes of this row, others wait for it.
    private void PassOn()
    {
        try
        {
            while (_waiting.Remove(_next, out var notes))
            {
                _next++;
                if (notes is not null) follower.Pass(notes);
            }
        }
        finally
        {
            foreach (var (_, turn) in _held.Where(held => held.Number < _next + window)) turn.SetResult();
            _held.RemoveAll(held => held.Number < _next + window);
        }
    }
}
