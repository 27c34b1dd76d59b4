namespace IntegrityTests.Deployment.Records;

/// <summary>A user in scope.</summary>
/// <param name="Id"><c>projectUserId</c>.</param>
/// <param name="Stored">Its rows, or null where the project's own database cannot be reached and only the API knows the user.</param>
public sealed record User(Guid Id, StoredUser? Stored)
{
    /// <summary>How findings name the user.</summary>
    public string Subject => $"user:{Id}";

    /// <summary>When it signed up, in milliseconds since 1970-01-01T00:00:00Z; null where neither the rows nor the list say it.</summary>
    public long? SignedUpAtMillis { get; init; } = Stored?.SignedUpAt.UnixMilliseconds;

    /// <inheritdoc/>
    public override string ToString() => Subject;
}
