namespace IntegrityTests.Deployment.Records;

/// <summary>A <c>ProjectUser</c> row with the rows that hang on it. A column that this deployment does not have is null.</summary>
public sealed record StoredUser
{
    /// <summary><c>projectUserId</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>signedUpAt</c>: with the id, the order of the API's list (source: docs/platform.md, Pagination of users).</summary>
    public required StoredTime SignedUpAt { get; init; }

    /// <summary><c>isAnonymous</c>.</summary>
    public required bool IsAnonymous { get; init; }

    /// <summary><c>displayName</c>.</summary>
    public string? DisplayName { get; init; }

    /// <summary><c>profileImageUrl</c>.</summary>
    public string? ProfileImageUrl { get; init; }

    /// <summary><c>clientMetadata</c> as JSON text.</summary>
    public string? ClientMetadata { get; init; }

    /// <summary><c>clientReadOnlyMetadata</c> as JSON text.</summary>
    public string? ClientReadOnlyMetadata { get; init; }

    /// <summary><c>serverMetadata</c> as JSON text.</summary>
    public string? ServerMetadata { get; init; }

    /// <summary><c>requiresTotpMfa</c>.</summary>
    public bool? RequiresTotpMfa { get; init; }

    /// <summary><c>lastActiveAt</c>.</summary>
    public StoredTime? LastActiveAt { get; init; }

    /// <summary><c>restrictedByAdmin</c>.</summary>
    public bool? RestrictedByAdmin { get; init; }

    /// <summary><c>restrictedByAdminReason</c>.</summary>
    public string? RestrictedByAdminReason { get; init; }

    /// <summary><c>restrictedByAdminPrivateDetails</c>.</summary>
    public string? RestrictedByAdminPrivateDetails { get; init; }

    /// <summary><c>signUpRiskScoreBot</c>.</summary>
    public int? RiskScoreBot { get; init; }

    /// <summary><c>signUpRiskScoreFreeTrialAbuse</c>.</summary>
    public int? RiskScoreFreeTrialAbuse { get; init; }

    /// <summary><c>signUpCountryCode</c>.</summary>
    public string? CountryCode { get; init; }

    /// <summary><c>mirroredProjectId</c>: must equal the tenancy's project.</summary>
    public required string MirroredProjectId { get; init; }

    /// <summary><c>mirroredBranchId</c>: must equal the tenancy's branch.</summary>
    public required string MirroredBranchId { get; init; }

    /// <summary>The primary EMAIL contact channel, if there is one.</summary>
    public PrimaryEmail? PrimaryEmail { get; init; }

    /// <summary>Which kinds of auth method the user has.</summary>
    public AuthMethods AuthMethods { get; init; }

    /// <summary><c>ProjectUserOAuthAccount</c> rows.</summary>
    public IReadOnlyList<OAuthAccount> OAuthAccounts { get; init; } = [];

    /// <summary><c>TeamMember</c> rows.</summary>
    public IReadOnlyList<Membership> Memberships { get; init; } = [];

    /// <summary><c>ProjectUserDirectPermission.permissionId</c>s.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];
}

/// <summary>The columns of <c>ProjectUser</c>.</summary>
internal static class UserColumns
{
    public static readonly TableColumns Table = new("ProjectUser");
    public static readonly Column<Guid> Id = Table.Key("projectUserId");

    /// <summary>Where it does not exist, <c>createdAt</c> gives the order: the platform's migration copied it from there.</summary>
    public static readonly Column<StoredTime?> SignedUpAt = Table.Time("signedUpAt", standIn: "createdAt");
    public static readonly Column<bool?> IsAnonymous = Table.Flag("isAnonymous");
    public static readonly Column<string?> DisplayName = Table.Text("displayName");
    public static readonly Column<string?> ProfileImageUrl = Table.Text("profileImageUrl");
    public static readonly Column<string?> ClientMetadata = Table.AsText("clientMetadata");
    public static readonly Column<string?> ClientReadOnlyMetadata = Table.AsText("clientReadOnlyMetadata");
    public static readonly Column<string?> ServerMetadata = Table.AsText("serverMetadata");
    public static readonly Column<bool?> RequiresTotpMfa = Table.Flag("requiresTotpMfa");
    public static readonly Column<StoredTime?> LastActiveAt = Table.Time("lastActiveAt");
    public static readonly Column<bool?> RestrictedByAdmin = Table.Flag("restrictedByAdmin");
    public static readonly Column<string?> RestrictedByAdminReason = Table.Text("restrictedByAdminReason");
    public static readonly Column<string?> RestrictedByAdminPrivateDetails = Table.Text("restrictedByAdminPrivateDetails");
    public static readonly Column<int?> RiskScoreBot = Table.Number("signUpRiskScoreBot");
    public static readonly Column<int?> RiskScoreFreeTrialAbuse = Table.Number("signUpRiskScoreFreeTrialAbuse");
    public static readonly Column<string?> CountryCode = Table.Text("signUpCountryCode");
    public static readonly Column<string?> MirroredProjectId = Table.Text("mirroredProjectId");
    public static readonly Column<string?> MirroredBranchId = Table.Text("mirroredBranchId");

    /// <summary>Which users there are.</summary>
    public static readonly Part Key = new(Id, Table.Apart("tenancyId"));

    /// <summary>The risk scores of the sign-up.</summary>
    public static readonly Part RiskScores = new(RiskScoreBot, RiskScoreFreeTrialAbuse);

    /// <summary>Whether and why an administrator restricted the user.</summary>
    public static readonly Part AdminRestriction = new(RestrictedByAdmin, RestrictedByAdminReason, RestrictedByAdminPrivateDetails);

    /// <summary>The copies of project and branch.</summary>
    public static readonly Part Mirrored = new(MirroredProjectId, MirroredBranchId);

    public static StoredUser Read(StoredRow row) => new()
    {
        Id = row.Get(Id),
        SignedUpAt = row.Get(SignedUpAt) ?? default,
        IsAnonymous = row.Get(IsAnonymous) ?? false,
        DisplayName = row.Get(DisplayName),
        ProfileImageUrl = row.Get(ProfileImageUrl),
        ClientMetadata = row.Get(ClientMetadata),
        ClientReadOnlyMetadata = row.Get(ClientReadOnlyMetadata),
        ServerMetadata = row.Get(ServerMetadata),
        RequiresTotpMfa = row.Get(RequiresTotpMfa),
        LastActiveAt = row.Get(LastActiveAt),
        RestrictedByAdmin = row.Get(RestrictedByAdmin),
        RestrictedByAdminReason = row.Get(RestrictedByAdminReason),
        RestrictedByAdminPrivateDetails = row.Get(RestrictedByAdminPrivateDetails),
        RiskScoreBot = row.Get(RiskScoreBot),
        RiskScoreFreeTrialAbuse = row.Get(RiskScoreFreeTrialAbuse),
        CountryCode = row.Get(CountryCode),
        MirroredProjectId = row.Get(MirroredProjectId) ?? "",
        MirroredBranchId = row.Get(MirroredBranchId) ?? "",
    };
}
