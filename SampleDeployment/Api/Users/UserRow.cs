using SampleDeployment.Api.Teams;

namespace SampleDeployment.Api.Users;

/// <summary>A user with all that the API says about one; what is not in the user's own row is gathered by the query.</summary>
internal sealed record UserRow
{
    public required Guid Id { get; init; }

    public required string? DisplayName { get; init; }

    public required string? ProfileImageUrl { get; init; }

    public required DateTime SignedUpAt { get; init; }

    public required DateTime LastActiveAt { get; init; }

    public required string? ClientMetadata { get; init; }

    public required string? ClientReadOnlyMetadata { get; init; }

    public required string? ServerMetadata { get; init; }

    public required bool RequiresTotpMfa { get; init; }

    public required bool IsAnonymous { get; init; }

    public required bool RestrictedByAdmin { get; init; }

    public required string? RestrictedByAdminReason { get; init; }

    public required string? RestrictedByAdminPrivateDetails { get; init; }

    public required string? CountryCode { get; init; }

    public required short BotRisk { get; init; }

    public required short FreeTrialAbuseRisk { get; init; }

    public required string? Email { get; init; }

    public required bool EmailVerified { get; init; }

    public required bool EmailUsedForAuth { get; init; }

    public required bool HasPassword { get; init; }

    public required bool HasOtp { get; init; }

    public required bool HasPasskey { get; init; }

    public required string[] OAuthProviders { get; init; }

    public required string[] OAuthAccounts { get; init; }

    public required string?[] OAuthEmails { get; init; }

    public required TeamRow? SelectedTeam { get; init; }

    public required string? RestrictedReason { get; init; }
}
