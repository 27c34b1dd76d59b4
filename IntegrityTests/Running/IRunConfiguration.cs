namespace IntegrityTests.Running;

/// <summary>How a test assembly wants to be run.</summary>
public interface IRunConfiguration
{
    /// <summary>Read once, at the start of a run. An exception fails every case with its message.</summary>
    RunSettings Settings { get; }

    /// <summary>
    /// The partitions that get test cases of their own; none means one case per check. Called at discovery: an exception, or no
    /// answer by the deadline, leaves one case per check.
    /// </summary>
    /// <param name="deadline">The time there is. Give up earlier where whoever knows them cannot be reached: an IDE waits meanwhile.</param>
    IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline);

    /// <summary>
    /// The checks that a class with <see cref="CheckCatalogueAttribute"/> stands for, in the order in which they are to run. Called at
    /// discovery, which must not fail: it throws nothing.
    /// </summary>
    /// <param name="type">The class.</param>
    IReadOnlyList<CheckInfo> ChecksOf(Type type);
}
