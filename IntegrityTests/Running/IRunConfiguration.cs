namespace IntegrityTests.Running;

/// <summary>How a test assembly is run.</summary>
public interface IRunConfiguration
{
    /// <summary>Read once, at the start of a run. If it throws, every case fails with the message of the exception.</summary>
    RunSettings Settings { get; }

    /// <summary>
    /// The partitions that get test cases of their own; without any there is one case per check. Called at discovery: if it throws, or
    /// does not answer in time, there is one case per check.
    /// </summary>
    /// <param name="deadline">
    /// How long it may take. Give up earlier where whoever knows them cannot be reached: an IDE waits meanwhile.
    /// </param>
    IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline);

    /// <summary>
    /// The checks that a class with <see cref="CheckCatalogueAttribute"/> stands for, in the order in which they are to run. Called at
    /// discovery, which must not fail: it must not throw.
    /// </summary>
    /// <param name="type">The class.</param>
    IReadOnlyList<CheckInfo> ChecksOf(Type type);
}

/// <summary>Names the <see cref="IRunConfiguration"/> of a test assembly; the type needs a public constructor without parameters.</summary>
/// <param name="type">The configuration.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RunConfigurationAttribute(Type type) : Attribute
{
    /// <summary>The configuration.</summary>
    public Type Type { get; } = type;
}
