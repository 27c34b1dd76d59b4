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

/// <summary>A permission that a member has in a team (<c>TeamMemberDirectPermission</c>).</summary>
/// <param name="UserId">Who has it.</param>
/// <param name="PermissionId">What; no constraint ties it to a definition.</param>
/// <param name="IsOfMember">Whether the user has a <c>TeamMember</c> row in the team.</param>
public sealed record TeamGrant(Guid UserId, string PermissionId, bool IsOfMember);

/// <summary>The columns of <c>Team</c>.</summary>
internal static class TeamColumns
{
    public static readonly TableColumns Table = new("Team");
    public static readonly Column<Guid> Id = Table.Key("teamId");
    public static readonly Column<string?> DisplayName = Table.Text("displayName");
    public static readonly Column<string?> ProfileImageUrl = Table.Text("profileImageUrl");
    public static readonly Column<string?> ClientMetadata = Table.AsText("clientMetadata");
    public static readonly Column<string?> ClientReadOnlyMetadata = Table.AsText("clientReadOnlyMetadata");
    public static readonly Column<string?> ServerMetadata = Table.AsText("serverMetadata");
    public static readonly Column<StoredTime?> CreatedAt = Table.Time("createdAt");
    public static readonly Column<string?> MirroredProjectId = Table.Text("mirroredProjectId");
    public static readonly Column<string?> MirroredBranchId = Table.Text("mirroredBranchId");

    /// <summary>Which teams there are.</summary>
    public static readonly Part Key = new(Table.Apart("tenancyId"), Id);

    /// <summary>The copies of project and branch.</summary>
    public static readonly Part Mirrored = new(MirroredProjectId, MirroredBranchId);

    public static Team Read(StoredRow row) => new(
        row.Get(Id),
        row.Get(DisplayName) ?? "",
        row.Get(ProfileImageUrl),
        row.Get(ClientMetadata),
        row.Get(ClientReadOnlyMetadata),
        row.Get(ServerMetadata),
        row.Get(CreatedAt) ?? default,
        row.Get(MirroredProjectId) ?? "",
        row.Get(MirroredBranchId) ?? "");
}

/// <summary>The columns of <c>TeamMember</c>.</summary>
internal static class MemberColumns
{
    public static readonly TableColumns Table = new("TeamMember", "tenancyId");
    public static readonly Column<Guid> User = Table.Key("projectUserId");
    public static readonly Column<Guid> Team = Table.Key("teamId");
    public static readonly Column<bool> IsSelected = Table.Is("isSelected", "TRUE");

    /// <summary>Who the members are.</summary>
    public static readonly Part Key = new(Table.Apart("tenancyId"), User, Team);

    /// <summary>Memberships with their teams.</summary>
    public static readonly Part Memberships = new(Table, TeamColumns.Key);
}

/// <summary>The columns of <c>TeamMemberDirectPermission</c>.</summary>
internal static class TeamGrantColumns
{
    public static readonly TableColumns Table = new("TeamMemberDirectPermission", "tenancyId");
    public static readonly Column<Guid> User = Table.Key("projectUserId");
    public static readonly Column<Guid> Team = Table.Key("teamId");
    public static readonly Column<string?> PermissionId = Table.Text("permissionId");

    /// <summary>Grants, and whether they are of members.</summary>
    public static readonly Part Grants = new(Table, MemberColumns.Key);
}
