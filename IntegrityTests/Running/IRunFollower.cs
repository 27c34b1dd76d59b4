namespace IntegrityTests.Running;

/// <summary>Follows a run: receives the notes of each row in the order of its source, at any concurrency.</summary>
public interface IRunFollower
{
    /// <summary>A case begins.</summary>
    /// <param name="run">The run.</param>
    /// <param name="followed">The case.</param>
    /// <param name="report">Takes what the follower finds, as long as the case runs.</param>
    /// <returns>What follows the case.</returns>
    /// <exception cref="NotVerifiedException">The run cannot be followed; it is given up with the reason.</exception>
    Task<ICaseFollower> BeginAsync(Run run, FollowedCase followed, IFollowerReport report);

    /// <summary>All cases have ended; the fixtures are not yet disposed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isComplete">Whether every case was read to its end: the run was not stopped and no source failed.</param>
    /// <param name="report">Takes what the follower finds.</param>
    Task EndAsync(Run run, bool isComplete, IFollowerReport report);
}

/// <summary>A test case, as followers see it.</summary>
/// <param name="Check">The check.</param>
/// <param name="Name">Class and method of the check, such as <c>UserReadsAsStored.Every_user_reads_as_stored</c>.</param>
/// <param name="Partition">The part of the scope that the case covers; null for the whole scope.</param>
public sealed record FollowedCase(CheckInfo Check, string Name, CasePartition? Partition);

/// <summary>Follows one case.</summary>
public interface ICaseFollower
{
    /// <summary>A row begins; the result becomes the row's <see cref="CheckRow.Notes"/>. Several rows may run at once.</summary>
    object? BeginRow(IReadOnlyList<object?> row);

    /// <summary>The row has ended; called on the row's own thread.</summary>
    /// <param name="notes">The row's notes.</param>
    /// <param name="isAnswered">Whether the row ran to its end, sound or not; false: it was not verified, skipped or interrupted.</param>
    /// <param name="isSound">Whether everything was compared and nothing found, but for findings of severity info.</param>
    void EndRow(object notes, bool isAnswered, bool isSound);

    /// <summary>The next row in the order of the source; never called by two threads at once.</summary>
    void Pass(object notes);

    /// <summary>No more rows come.</summary>
    /// <param name="isComplete">Whether the source was read to its end and no row was interrupted.</param>
    void End(bool isComplete);
}

/// <summary>Takes what a follower finds.</summary>
public interface IFollowerReport
{
    /// <summary>
    /// Reports a finding. It is a failed result if it is as severe as <see cref="RunSettings.FailOn"/> and the baseline does not list it.
    /// </summary>
    void Found(Finding finding);

    /// <summary>Reports that something could not be verified, which fails the run and says nothing about the data.</summary>
    /// <param name="code">The code to count it under.</param>
    /// <param name="reason">Why, and what to do.</param>
    void NotVerified(string code, string reason);

    /// <summary>Counts what agreed.</summary>
    void Verified(string code, long count);

    /// <summary>Notes that everything was compared: a known finding that did not occur is then stale.</summary>
    /// <param name="code">The code of such findings.</param>
    /// <param name="project">The id of the project; null: the whole scope.</param>
    void Completed(string code, string? project);

    /// <summary>Counts what was left out; the summary shows it with the reason.</summary>
    void Skipped(string code, string what, string reason, long count);
}
