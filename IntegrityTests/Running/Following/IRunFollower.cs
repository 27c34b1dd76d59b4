namespace IntegrityTests.Running.Following;

/// <summary>Follows a run: is given what each row leaves behind, in the order of its source, whatever the concurrency.</summary>
public interface IRunFollower
{
    /// <summary>A case begins.</summary>
    /// <param name="run">The run.</param>
    /// <param name="followed">The case.</param>
    /// <param name="report">Takes what the follower finds, as long as the case runs.</param>
    /// <returns>What follows the case.</returns>
    /// <exception cref="NotVerifiedException">The run cannot be followed; it is given up with the reason.</exception>
    Task<ICaseFollower> BeginAsync(Run run, FollowedCase followed, IFollowerReport report);

    /// <summary>All cases have ended; fixtures still live.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isComplete">Whether every case was read to its end: no stop, no lost source.</param>
    /// <param name="report">Takes what the follower finds.</param>
    Task EndAsync(Run run, bool isComplete, IFollowerReport report);
}
