using System.Net;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;
using IntegrityTests.Running;

namespace IntegrityTests.Tests.Fakes;

/// <summary>Ordinary values, for tests that are about something else.</summary>
internal static class Example
{
    private static readonly Part Viewed = new(
        UserColumns.Table,
        EmailColumns.Table,
        AuthMethodColumns.Password,
        AuthMethodColumns.Otp,
        AuthMethodColumns.Passkey,
        OAuthAccountColumns.Table,
        MemberColumns.Memberships,
        TeamColumns.Table,
        ProjectColumns.Table);

    public static ProjectConfig Config { get; } = new(
        new Dictionary<string, PermissionDefinition>(), RequiresVerifiedEmail: false, null, Payments: null);

    public static Project Project(params Guid[] tenancies) => new()
    {
        Id = "project-1",
        DisplayName = "Shop",
        Row = new ProjectRow("", null, null, null, null, null, null, null, null),
        Tenancies = tenancies,
    };

    public static ApiResponse Response(
        string? json = null,
        HttpStatusCode status = HttpStatusCode.OK,
        string? problem = null,
        string? knownError = null,
        CheckRow? row = null) => new()
        {
            Project = Project(),
            Subject = "user:1",
            Endpoint = "/api/v1/users/1",
            Row = row,
            Status = status,
            KnownError = knownError,
            Body = json is null ? default : Json(json),
            BodyProblem = problem,
        };

    /// <summary>The columns that views look for, without the named ones.</summary>
    public static StoredSchema Schema(params string[] missing) => new(
        Viewed.Columns.Where(column => !missing.Contains($"{column.Table}.{column.Name}")).Select(column => (column.Table, column.Name)));

    public static JsonElement Json(string json) => JsonElement.Parse(json, JsonDepth.Given);
}
