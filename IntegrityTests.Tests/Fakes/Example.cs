using System.Net;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Tests.Fakes;

/// <summary>Ordinary values, for tests that are about something else.</summary>
internal static class Example
{
    private static readonly string[] UserColumns =
    [
        "requiresTotpMfa", "isAnonymous", "signUpCountryCode", "lastActiveAt", "signUpRiskScoreBot", "signUpRiskScoreFreeTrialAbuse",
        "restrictedByAdmin", "restrictedByAdminReason", "restrictedByAdminPrivateDetails",
    ];

    private static readonly string[] ProjectColumns =
    [
        "description", "isProductionMode", "logoUrl", "logoFullUrl", "logoDarkModeUrl", "logoFullDarkModeUrl", "ownerTeamId", "onboardingStatus",
    ];

    public static ProjectConfig Config { get; } = new(new Dictionary<string, PermissionDefinition>(), RequiresVerifiedEmail: false, null, PaymentsConfig.None);

    public static Project Project(params Guid[] tenancies) => new()
    {
        Id = "project-1",
        DisplayName = "Shop",
        Row = new ProjectRow("", null, null, null, null, null, null, null, null),
        Tenancies = tenancies,
    };

    public static ApiResponse Response(
        string? json = null, HttpStatusCode status = HttpStatusCode.OK, string? problem = null, string? knownError = null) => new()
        {
            Project = Project(),
            Subject = "user:1",
            Endpoint = "/api/v1/users/1",
            Status = status,
            KnownError = knownError,
            Body = json is null ? default : Json(json),
            BodyProblem = problem,
        };

    /// <summary>The columns that views look for, without the named ones.</summary>
    public static StoredSchema Schema(params string[] missing) => new(
        UserColumns.Select(column => $"ProjectUser.{column}")
            .Concat(ProjectColumns.Select(column => $"Project.{column}"))
            .Concat(UserParts.PrimaryEmail)
            .Concat(UserParts.Password)
            .Concat(UserParts.Otp)
            .Concat(UserParts.Passkey)
            .Concat(UserParts.OAuthAccounts)
            .Concat(UserParts.Memberships)
            .Except(missing)
            .Select(name => name.Split('.'))
            .Select(parts => (parts[0], parts[1])));

    public static JsonElement Json(string json) => JsonElement.Parse(json, JsonDepth.Given);
}
