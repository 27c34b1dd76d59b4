using System.Globalization;

namespace IntegrityTests.Options;

/// <summary>
/// The shard that what starts several machines at once gives to each of them. It is taken only where <c>INTEGRITY_SHARD=auto</c> asks for
/// it: some services set such variables in every job, and a job that does not know of the others must not verify a part and look whole.
/// </summary>
internal static class Schedulers
{
    /// <summary>Where a shard comes from that nothing has given yet.</summary>
    public const string Asked = "auto";

    private const string Total = "INTEGRITY_SHARDS";

    // Kubernetes says nothing about the number of completions.
    private static readonly Scheduler[] All =
    [
        new("JOB_COMPLETION_INDEX", Total, First: 0),
        new("CI_NODE_INDEX", "CI_NODE_TOTAL", First: 1),
        new("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", First: 0),
        new("SYSTEM_JOBPOSITIONINPHASE", "SYSTEM_TOTALJOBSINPHASE", First: 1),
        new("BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", First: 0),
    ];

    // GitHub, GitLab, Azure and Buildkite: the same for all jobs of a run, and for those that are started again.
    private static readonly string[] RunIds = ["GITHUB_RUN_ID", "CI_PIPELINE_ID", "BUILD_BUILDID", "BUILDKITE_BUILD_ID"];

    /// <summary>The options with the shard that was asked for, and with the name of the run.</summary>
    /// <param name="options">The options as the suite's own variables say them.</param>
    /// <param name="get">The value of a variable; null where it is not set.</param>
    /// <param name="mistakes">Takes what is wrong.</param>
    public static IntegrityOptions Resolve(IntegrityOptions options, Func<string, string?> get, List<string> mistakes)
    {
        if (options.ShardFrom is null)
        {
            if (options.Shards is not null)
            {
                mistakes.Add($"{Total} says how many shards there are, but INTEGRITY_SHARD is not set, so this run would verify "
                    + "everything. Expected with it: INTEGRITY_SHARD=auto, or the number of this shard, such as 2/8.");
            }

            return options.MergeDirectory is null ? options : WithRunId(options, get);
        }

        return WithRunId(WithShard(options, get, mistakes), get);
    }

    private static IntegrityOptions WithRunId(IntegrityOptions options, Func<string, string?> get) =>
        options.RunId is null ? options with { RunId = RunIds.Select(get).FirstOrDefault(id => id is not null) } : options;

    private static IntegrityOptions WithShard(IntegrityOptions options, Func<string, string?> get, List<string> mistakes)
    {
        var isAsked = options.ShardFrom == Asked;
        var given = isAsked ? [] : new List<Given> { new(options.Shard, $"INTEGRITY_SHARD={options.Shard}") };
        foreach (var scheduler in All)
        {
            try
            {
                if (scheduler.Read(get) is { } one) given.Add(one);
            }
            catch (FormatException problem) when (isAsked)
            {
                mistakes.Add(problem.Message);
                return options;
            }
            catch (FormatException)
            {
                // What is not asked for need not be right.
            }
        }

        // Services of which each job is one of one say so of every job.
        if (given.Exists(one => one.Shard.Of > 1)) given.RemoveAll(one => one.Shard.Of == 1);
        return Choose(options, given, get, mistakes);
    }

    private static IntegrityOptions Choose(
        IntegrityOptions options, List<Given> given, Func<string, string?> get, List<string> mistakes)
    {
        if (given.Count == 0)
        {
            mistakes.Add(WhyNone(get));
            return options;
        }

        var first = given[0];
        if (given.Find(other => other.Shard != first.Shard) is { } other)
        {
            mistakes.Add($"{first.From} and {other.From} contradict each other: by the first this is shard {first.Shard}, by the second "
                + $"{other.Shard}. Expected: only one of them, or the same shard.");
        }
        else if (options.Shards is { } total && total != first.Shard.Of)
        {
            mistakes.Add($"{first.From} and {Total}={total} contradict each other: there are {first.Shard.Of} shards, or {total}. "
                + "Expected: the same number.");
        }

        return options with { Shard = first.Shard, ShardFrom = options.ShardFrom == Asked ? first.From : options.ShardFrom };
    }

    private static string WhyNone(Func<string, string?> get)
    {
        var alone = All.Where(scheduler => get(scheduler.Index) is not null).Select(scheduler =>
            $"{scheduler.Index} is set, but {scheduler.Total}, which would say how many shards there are, is not. Expected: both").ToList();
        return "INTEGRITY_SHARD=auto: " + (alone.Count > 0
            ? string.Join("; ", alone) + "."
            : "nothing says which shard this is. Expected: "
                + string.Join(", or ", All.Select(scheduler => $"{scheduler.Index} with {scheduler.Total}"))
                + "; or the number of this shard in INTEGRITY_SHARD, such as 2/8.");
    }

    /// <summary>The shard that variables give.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="From">The variables, with their values.</param>
    private sealed record Given(Shard Shard, string From);

    /// <summary>What starts several machines at once.</summary>
    /// <param name="Index">Its variable for which of them this one is.</param>
    /// <param name="Total">Its variable for how many there are.</param>
    /// <param name="First">The lowest index.</param>
    private sealed record Scheduler(string Index, string Total, int First)
    {
        /// <exception cref="FormatException">The variables make no sense; the message says what was expected.</exception>
        public Given? Read(Func<string, string?> get)
        {
            if (get(Index) is not { } index || get(Total) is not { } total) return null;
            var from = $"{Index}={index} with {Total}={total}";
            if (!Number(total, out var of) || of is < 1 or > Forms.MostShards)
                throw new FormatException($"{from}: {Total} is not a number of shards. Expected: a whole number of at least 1.");
            if (!Number(index, out var position) || position < First || position >= First + of)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                    $"{from}: this is none of {of} shards. Expected in {Index}: a whole number from {First} to {First + of - 1}."));
            }

            return new Given(new Shard(position - First + 1, of), from);
        }

        private static bool Number(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
