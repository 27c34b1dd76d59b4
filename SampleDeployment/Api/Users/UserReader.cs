using Npgsql;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Projects;
using SampleDeployment.Api.Teams;

namespace SampleDeployment.Api.Users;

/// <summary>Makes users of the rows that <see cref="Select"/> brings.</summary>
internal sealed class UserReader(NpgsqlDataReader reader, ProjectContext project)
{
    /// <summary>Parameters: $1 tenancy, $2 project, $3 branch. The caller adds a condition and an order.</summary>
    public const string Select =
        $"""
        SELECT u."projectUserId", u."displayName", u."profileImageUrl", u."signedUpAt", u."lastActiveAt",
               u."clientMetadata"::text, u."clientReadOnlyMetadata"::text, u."serverMetadata"::text, u."requiresTotpMfa",
               u."isAnonymous", u."restrictedByAdmin", u."restrictedByAdminReason", u."restrictedByAdminPrivateDetails",
               u."signUpCountryCode", u."signUpRiskScoreBot", u."signUpRiskScoreFreeTrialAbuse",
               c.value, c."isVerified", c."usedForAuth" IS NOT NULL,
               m.password, m.otp, m.passkey, o.providers, o.accounts, o.emails, s."teamId", {TeamReader.Columns}
        FROM "ProjectUser" u
        LEFT JOIN "ContactChannel" c ON c."tenancyId" = u."tenancyId" AND c."projectUserId" = u."projectUserId"
            AND c.type = 'EMAIL' AND c."isPrimary" = 'TRUE'
        LEFT JOIN LATERAL (
            SELECT bool_or(p."authMethodId" IS NOT NULL) AS password, bool_or(q."authMethodId" IS NOT NULL) AS otp,
                   bool_or(k."authMethodId" IS NOT NULL) AS passkey
            FROM "AuthMethod" a
            LEFT JOIN "PasswordAuthMethod" p ON p."tenancyId" = a."tenancyId" AND p."authMethodId" = a.id
            LEFT JOIN "OtpAuthMethod" q ON q."tenancyId" = a."tenancyId" AND q."authMethodId" = a.id
            LEFT JOIN "PasskeyAuthMethod" k ON k."tenancyId" = a."tenancyId" AND k."authMethodId" = a.id
            WHERE a."tenancyId" = u."tenancyId" AND a."projectUserId" = u."projectUserId") m ON true
        LEFT JOIN LATERAL (
            SELECT array_agg(x."configOAuthProviderId" ORDER BY x."createdAt", x.id) AS providers,
                   array_agg(x."providerAccountId" ORDER BY x."createdAt", x.id) AS accounts,
                   array_agg(x.email ORDER BY x."createdAt", x.id) AS emails
            FROM "ProjectUserOAuthAccount" x
            WHERE x."tenancyId" = u."tenancyId" AND x."projectUserId" = u."projectUserId") o ON true
        LEFT JOIN "TeamMember" s ON s."tenancyId" = u."tenancyId" AND s."projectUserId" = u."projectUserId" AND s."isSelected" = 'TRUE'
        LEFT JOIN "Team" t ON t."tenancyId" = s."tenancyId" AND t."teamId" = s."teamId"
        WHERE u."tenancyId" = $1 AND u."mirroredProjectId" = $2 AND u."mirroredBranchId" = $3
        """;

    private const int SelectedTeamId = 25;

    /// <exception cref="InvalidResponseException">The selected team does not exist: the platform crashes then.</exception>
    public UserRow Read()
    {
        var anonymous = reader.GetBoolean(9);
        var restricted = reader.GetBoolean(10);
        var verified = !reader.IsDBNull(17) && reader.GetBoolean(17);
        return new()
        {
            Id = reader.GetGuid(0),
            DisplayName = Text(1) is { Length: > 0 } name ? name : null,
            ProfileImageUrl = Text(2),
            SignedUpAt = reader.GetDateTime(3),
            LastActiveAt = reader.GetDateTime(4),
            ClientMetadata = Text(5),
            ClientReadOnlyMetadata = Text(6),
            ServerMetadata = Text(7),
            RequiresTotpMfa = reader.GetBoolean(8),
            IsAnonymous = anonymous,
            RestrictedByAdmin = restricted,
            RestrictedByAdminReason = Text(11),
            RestrictedByAdminPrivateDetails = Text(12),
            CountryCode = Validation.Country(Text(13), anyLetters: project.Platform.HasEngine),
            BotRisk = reader.GetInt16(14),
            FreeTrialAbuseRisk = reader.GetInt16(15),
            Email = Text(16),
            EmailVerified = verified,
            EmailUsedForAuth = reader.GetBoolean(18),
            HasPassword = Flag(19),
            HasOtp = Flag(20),
            HasPasskey = Flag(21),
            OAuthProviders = Array(22)!,
            OAuthAccounts = Array(23)!,
            OAuthEmails = Array(24),
            SelectedTeam = SelectedTeam(),
            RestrictedReason = Reason(anonymous, verified, restricted),
        };
    }

    private string? Reason(bool anonymous, bool verified, bool restricted) =>
        anonymous ? "anonymous"
        : project.Config.RequiresVerifiedEmail && !verified ? "email_not_verified"
        : restricted ? "restricted_by_administrator"
        : null;

    private TeamRow? SelectedTeam()
    {
        if (reader.IsDBNull(SelectedTeamId)) return null;

        return reader.IsDBNull(SelectedTeamId + 1)
            ? throw new InvalidResponseException("The selected team does not exist.")
            : TeamReader.Read(reader, SelectedTeamId + 1);
    }

    private string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private bool Flag(int column) => !reader.IsDBNull(column) && reader.GetBoolean(column);

    private string?[] Array(int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<string?[]>(column);
}

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
