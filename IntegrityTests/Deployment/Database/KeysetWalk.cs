namespace IntegrityTests.Deployment.Database;

/// <summary>
/// A walk in keyset pages over all rows of a kind that a tenancy has, and the queries that say by themselves how many it has to come to.
/// </summary>
public sealed record KeysetWalk
{
    /// <summary>What it visits, such as <c>users</c>.</summary>
    public required string Rows { get; init; }

    /// <summary>What one of them is, as in the subjects of findings, such as <c>user</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The tables, for whoever repairs their indexes.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>Walks as the checks do, and gives the keys that it comes to. Its arguments: what to ask, the tenancy.</summary>
    public required Func<IQueries, Guid, CancellationToken, IAsyncEnumerable<IReadOnlyList<string>>> KeysAsync { get; init; }

    /// <summary>
    /// The query of the number of rows of every tenancy, with the columns tenancy, number and, where the walk ends early, the key of the
    /// last row. It names no order that an index has.
    /// </summary>
    public required string CountSql { get; init; }

    /// <summary>The query of the keys of one tenancy, the parameter <c>tenancy</c>, as text.</summary>
    public required string KeysSql { get; init; }

    /// <summary>At how many rows the walk ends; null: at the last.</summary>
    public int? Limit { get; init; }
}
