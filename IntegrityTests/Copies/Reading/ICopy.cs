namespace IntegrityTests.Copies.Reading;

/// <summary>What ClickHouse has of a tenancy.</summary>
public interface ICopy
{
    /// <summary>The greatest sequence id that was copied, by mapping; a mapping of which nothing was copied is not there.</summary>
    Task<IReadOnlyDictionary<string, long>> CopiedAsync(TenancyKey tenancy, CancellationToken cancel);

    /// <summary>The digests of the rows that live.</summary>
    Task<IReadOnlyList<Digest>> DigestsAsync(Plan plan, TenancyKey tenancy, CancellationToken cancel);

    /// <summary>The newest version of each key, in the order of <see cref="Rules.KeyOrder"/>.</summary>
    IAsyncEnumerable<Rules.CopyRow> RowsAsync(Plan plan, TenancyKey tenancy, Part part, CancellationToken cancel);
}

/// <summary>What PostgreSQL has of a tenancy.</summary>
public interface ISource
{
    /// <summary>
    /// The last value of the sequence, or null where it cannot be read; and whether a request to copy the tenancy waits, or where requests
    /// cannot be read, may wait.
    /// </summary>
    Task<(long? Issued, bool IsRequested)> StateAsync(TenancyKey tenancy, CancellationToken cancel);

    /// <summary>The digests of the rows.</summary>
    /// <param name="plan">The mapping.</param>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="copied">The greatest sequence id that was copied; null: nothing was.</param>
    /// <param name="cancel">Cancels the query.</param>
    Task<IReadOnlyList<SourceDigest>> DigestsAsync(Plan plan, TenancyKey tenancy, long? copied, CancellationToken cancel);

    /// <summary>Rows and deletions, in the order of <see cref="Rules.KeyOrder"/>.</summary>
    IAsyncEnumerable<Rules.SourceRow> RowsAsync(Plan plan, TenancyKey tenancy, Part part, CancellationToken cancel);
}
