using System.Globalization;

namespace IntegrityTests.Deployment.Api;

/// <summary>The paths of the admin API (source: stack-auth/api.md, Endpoints).</summary>
public static class Endpoints
{
    /// <summary>The project.</summary>
    public const string CurrentProject = "/api/v1/internal/projects/current";

    /// <summary>The rendered config.</summary>
    public const string Config = "/api/v1/internal/config";

    /// <summary>Project permission definitions.</summary>
    public const string ProjectPermissionDefinitions = "/api/v1/project-permission-definitions";

    /// <summary>Team permission definitions.</summary>
    public const string TeamPermissionDefinitions = "/api/v1/team-permission-definitions";

    /// <summary>All teams of the project.</summary>
    public const string Teams = "/api/v1/teams";

    /// <summary>One user.</summary>
    public static string User(Guid id) => $"/api/v1/users/{id}";

    /// <summary>A user's project permissions.</summary>
    public static string ProjectPermissionsOf(Guid user) => $"/api/v1/project-permissions?user_id={user}";

    /// <summary>A user's teams.</summary>
    public static string TeamsOf(Guid user) => $"/api/v1/teams?user_id={user}";

    /// <summary>The grants of all members of a team.</summary>
    public static string TeamPermissionsOf(Guid team) => $"/api/v1/team-permissions?team_id={team}";

    /// <summary>The balance of an item that a customer has.</summary>
    /// <param name="customerType"><c>user</c>, <c>team</c> or <c>custom</c>.</param>
    /// <param name="customer">The customer; any text.</param>
    /// <param name="item">The item; any text.</param>
    public static string Item(string customerType, string customer, string item) =>
        $"/api/v1/payments/items/{customerType}/{Uri.EscapeDataString(customer)}/{Uri.EscapeDataString(item)}";

    /// <summary>A page of the products that a customer owns.</summary>
    /// <param name="customerType"><c>user</c>, <c>team</c> or <c>custom</c>.</param>
    /// <param name="customer">The customer; any text.</param>
    /// <param name="limit">Products a page, 1 to 100.</param>
    /// <param name="cursor">The page before's <c>next_cursor</c>; null for the first page.</param>
    public static string Products(string customerType, string customer, int limit, string? cursor) => WithCursor(
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/payments/products/{customerType}/{Uri.EscapeDataString(customer)}?limit={limit}"),
        cursor);

    /// <summary>A page of the transactions.</summary>
    /// <param name="limit">Transactions a page, from 1.</param>
    /// <param name="cursor">The page before's <c>next_cursor</c>; null for the first page.</param>
    public static string Transactions(int limit, string? cursor) =>
        WithCursor(string.Create(CultureInfo.InvariantCulture, $"/api/v1/internal/payments/transactions?limit={limit}"), cursor);

    /// <summary>A page of the users' list.</summary>
    /// <param name="limit">Users a page, from 1.</param>
    /// <param name="filter">An additional parameter such as <c>include_anonymous=true</c>, or empty.</param>
    /// <param name="cursor">Id of the first user of the page (the cursor is inclusive); null for the first page.</param>
    public static string Users(int limit, string filter, Guid? cursor)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/users?limit={limit}");
        if (filter.Length > 0) path += $"&{filter}";
        return cursor is null ? path : $"{path}&cursor={cursor}";
    }

    private static string WithCursor(string path, string? cursor) => cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}";
}
