namespace IntegrityTests.Deployment.Records;

/// <summary>A <c>Team</c> row.</summary>
public sealed record Team(
    Guid Id,
    string DisplayName,
    string? ProfileImageUrl,
    string? ClientMetadata,
    string? ClientReadOnlyMetadata,
    string? ServerMetadata,
    StoredTime CreatedAt,
    string MirroredProjectId,
    string MirroredBranchId)
{
    /// <summary>Grants to its members (<c>TeamMemberDirectPermission</c>); empty unless the source loads them.</summary>
    public IReadOnlyList<TeamGrant> Grants { get; init; } = [];

    /// <summary>Users that a <c>TeamMember</c> row names and that have no <c>ProjectUser</c> row.</summary>
    public IReadOnlyList<Guid> MembersWithoutUser { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"team:{Id}";
}
