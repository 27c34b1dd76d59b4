namespace IntegrityTests.Running.Following;

/// <summary>Takes what a follower finds.</summary>
public interface IFollowerReport
{
    /// <summary>Reports a finding; it is a failed result when it is as severe as <see cref="RunSettings.FailOn"/>.</summary>
    void Found(Finding finding);

    /// <summary>Reports that something could not be verified, which fails the run and says nothing about the data.</summary>
    /// <param name="code">The code to count it under.</param>
    /// <param name="reason">Why, and what to do.</param>
    void NotVerified(string code, string reason);

    /// <summary>Counts what agreed.</summary>
    void Verified(string code, long count);

    /// <summary>Notes that everything was looked at that a finding could be about: a known finding that did not occur is then stale.</summary>
    /// <param name="code">The code of such findings.</param>
    /// <param name="project">The id of the project; null: the whole scope.</param>
    void Completed(string code, string? project);

    /// <summary>Counts what was left out; the summary says so.</summary>
    void Skipped(string code, string what, string reason, long count);
}
