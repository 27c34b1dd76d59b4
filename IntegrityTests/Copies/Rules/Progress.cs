namespace IntegrityTests.Copies.Rules;

/// <summary>How far the platform is with a mapping of a tenancy.</summary>
/// <param name="Copied">The greatest sequence id that ClickHouse says it has; null: nothing was ever copied.</param>
/// <param name="Issued">The last value of PostgreSQL's sequence, read after ClickHouse; null: it cannot be read.</param>
/// <param name="IsRequested">Whether a request to copy the tenancy waits.</param>
public sealed record Progress(long? Copied, long? Issued, bool IsRequested)
{
    /// <summary>Whether a row with this id must have been copied.</summary>
    public bool IsCopied(long? id) => id <= Copied;

    /// <summary>Whether PostgreSQL has not given this id to anybody: it is older than ClickHouse, as a restored copy is.</summary>
    public bool IsAhead(long id) => id > Issued;
}
