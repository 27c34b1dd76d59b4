using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Tests.Fakes;

/// <summary>A tenancy of one test.</summary>
internal sealed class Tenant(StoredRows rows)
{
    public Guid Id { get; } = Guid.NewGuid();

    public Project Project => Example.Project(Id);

    /// <summary>Ids that sort by number.</summary>
    public static Guid Numbered(int number) => Guid.Parse($"{number:x8}-0000-4000-8000-000000000000");

    /// <summary>Adds a row of a table that hangs on tenancies.</summary>
    public Task AddAsync(string table, object columns) => rows.AddAsync(table, Completed(columns));

    /// <summary>Adds a user with these columns beside the needed ones.</summary>
    public Task AddUserAsync(Guid id, string signedUpAt = "2026-01-01", object? columns = null)
    {
        var row = Completed(new { projectUserId = id, signedUpAt, mirroredProjectId = "p", mirroredBranchId = "main" });
        foreach (var (name, value) in Json(columns ?? new { })) row[name] = value?.DeepClone();
        return rows.AddAsync("ProjectUser", row);
    }

    /// <summary>Adds users 1 to count, who signed up a second after each other.</summary>
    public Task AddUsersAsync(int count) => rows.AddAsync("ProjectUser", [.. Enumerable.Range(1, count).Select(number => Completed(new
    {
        projectUserId = Numbered(number),
        signedUpAt = DateTime.UnixEpoch.AddSeconds(number).ToString("s", CultureInfo.InvariantCulture),
        mirroredProjectId = "p",
        mirroredBranchId = "main",
    }))]);

    public Task AddTeamAsync(Guid id, string displayName = "Team") =>
        AddAsync("Team", new { teamId = id, displayName, mirroredProjectId = "p", mirroredBranchId = "main" });

    private JsonObject Completed(object columns)
    {
        var row = Json(columns);
        row["tenancyId"] = Id;
        row["createdAt"] = "2026-01-01";
        row["updatedAt"] = "2026-01-01";
        return row;
    }

    private static JsonObject Json(object columns) => JsonSerializer.SerializeToNode(columns)!.AsObject();
}
