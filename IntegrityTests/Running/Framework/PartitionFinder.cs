using System.Collections.Concurrent;
using System.Reflection;

namespace IntegrityTests.Running.Framework;

/// <summary>Asks a test assembly's configuration for its partitions: once, and never for longer than the deadline.</summary>
/// <param name="print">Prints a line if the partitions could not be found.</param>
/// <param name="deadline">
/// How long discovery waits at most. Default: 60 s, so that a busy machine finds them too; the configuration gives up earlier where it
/// notices that there will be no answer.
///</param>
internal sealed class PartitionFinder(Action<string> print, TimeSpan? deadline = null)
{
    private readonly ConcurrentDictionary<Assembly, Lazy<IReadOnlyList<CasePartition>>> _found = new();
    private readonly TimeSpan _deadline = deadline ?? TimeSpan.FromSeconds(60);

    public IReadOnlyList<CasePartition> Of(Assembly assembly) =>
        assembly.GetCustomAttribute<RunConfigurationAttribute>() is { } attribute
            ? _found.GetOrAdd(assembly, _ => new(() => Find(() => (IRunConfiguration)Construct.New(attribute.Type)))).Value
            : [];

    /// <summary>The partitions, each key once; none when they cannot be found in time.</summary>
    /// <param name="configuration">Makes the configuration; one that cannot be made has none.</param>
    public IReadOnlyList<CasePartition> Find(Func<IRunConfiguration> configuration)
    {
        IReadOnlyList<CasePartition> found = [];
        Exception? failure = null;
        // xUnit's discovery is synchronous. A thread of its own can be left behind when it does not answer.
        var thread = new Thread(() =>
        {
            try
            {
                found = configuration().FindPartitions(_deadline);
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        })
        { IsBackground = true };
        thread.Start();
        if (!thread.Join(_deadline))
            failure = new TimeoutException($"there was no answer in {_deadline.TotalSeconds:0.#} s");
        if (failure is null) return [.. found.DistinctBy(partition => partition.Key)];
        // Other messages may hold a secret that is not known yet; the run reports the reason.
        var reason = failure is TimeoutException ? failure.Message : failure.GetType().Name;
        print($"One test case per check: the partitions could not be found ({reason}).");
        return [];
    }
}
