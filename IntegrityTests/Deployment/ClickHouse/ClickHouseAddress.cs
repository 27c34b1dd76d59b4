namespace IntegrityTests.Deployment.ClickHouse;

/// <summary>Where ClickHouse answers over HTTP, and who asks.</summary>
/// <param name="Url">Its URL; a path is kept.</param>
/// <param name="User">The user.</param>
/// <param name="Password">The password; empty: none. A secret.</param>
/// <param name="Timeout">The most that a short query may take; a long one is bound by <see cref="ClickHouseServer.LongQuery"/>.</param>
public sealed record ClickHouseAddress(Uri Url, string User, string Password, TimeSpan Timeout)
{
    /// <inheritdoc/>
    public override string ToString() => $"ClickHouse at {Url}";
}
