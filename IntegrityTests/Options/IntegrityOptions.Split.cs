namespace IntegrityTests.Options;

/// <summary>Which part of a run this is, and what puts parts together.</summary>
public sealed partial record IntegrityOptions
{
    /// <summary>The part of the deployment that this run verifies. Default: 1/1, all of it.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>What said which shard this is; null, the default: nothing did, so that the run is no part of another.</summary>
    public string? ShardFrom { get; init; }

    /// <summary>How many shards there are, where what starts the machines does not say it; null, the default: it does.</summary>
    public int? Shards { get; init; }

    /// <summary>Whether this run verifies a part that is put together with others, also where it is the only one.</summary>
    public bool IsPart => ShardFrom is not null || Shard != Shard.Whole;

    /// <summary>What all parts of one run, and what puts them together, have in common. Null, the default: nothing says it.</summary>
    public string? RunId { get; init; }

    /// <summary>
    /// Full path of a folder with the results of all parts of a run, which are put together without any deployment. Null, the default: a
    /// deployment is verified.
    /// </summary>
    public string? MergeDirectory { get; init; }
}
