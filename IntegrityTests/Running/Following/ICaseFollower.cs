namespace IntegrityTests.Running.Following;

/// <summary>Follows one case.</summary>
public interface ICaseFollower
{
    /// <summary>A row begins; the result is the row's <see cref="CheckRow.Notes"/>. Several rows may run at once.</summary>
    object? BeginRow(IReadOnlyList<object?> row);

    /// <summary>The row has ended; called on the row's own thread.</summary>
    /// <param name="notes">The row's notes.</param>
    /// <param name="isAnswered">Whether the row ran to its end, sound or not; false: it was not verified, skipped or interrupted.</param>
    void EndRow(object notes, bool isAnswered);

    /// <summary>The next row in the order of the source; never called by two threads at once.</summary>
    void Pass(object notes);

    /// <summary>No more rows come.</summary>
    /// <param name="isComplete">Whether the source was read to its end and no row was interrupted.</param>
    void End(bool isComplete);
}
