namespace IntegrityTests.Deployment.Records;

/// <summary>A <c>ProjectUser</c> row with the rows that hang on it. A column that this deployment does not have is null.</summary>
public sealed record StoredUser
{
    /// <summary><c>projectUserId</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>signedUpAt</c>: with the id, the order of the API's list (source: stack-auth/api.md, Pagination of users).</summary>
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
