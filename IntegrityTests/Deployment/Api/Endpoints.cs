using System.Globalization;

namespace IntegrityTests.Deployment.Api;

/// <summary>Paths to ask, made from the endpoints of <see cref="ApiEndpoint"/>.</summary>
public static class Endpoints
{
    /// <summary>The project.</summary>
    public static string CurrentProject => ApiEndpoint.Project.Template;

    /// <summary>The rendered config.</summary>
    public static string Config => ApiEndpoint.Config.Template;

    /// <summary>Project permission definitions.</summary>
    public static string ProjectPermissionDefinitions => ApiEndpoint.ProjectPermissionDefinitions.Template;

    /// <summary>Team permission definitions.</summary>
    public static string TeamPermissionDefinitions => ApiEndpoint.TeamPermissionDefinitions.Template;

    /// <summary>All teams of the project.</summary>
    public static string Teams => ApiEndpoint.Teams.Template;

    /// <summary>One user.</summary>
    public static string User(Guid id) => ApiEndpoint.User.Of(id.ToString());

    /// <summary>A user's project permissions.</summary>
    public static string ProjectPermissionsOf(Guid user) => ApiEndpoint.ProjectPermissionsOf.Of(user.ToString());

    /// <summary>A user's teams.</summary>
    public static string TeamsOf(Guid user) => ApiEndpoint.TeamsOf.Of(user.ToString());

    /// <summary>The grants of all members of a team.</summary>
    public static string TeamPermissionsOf(Guid team) => ApiEndpoint.TeamPermissionsOf.Of(team.ToString());

    /// <summary>The balance of an item that a customer has.</summary>
    /// <param name="customerType"><c>user</c>, <c>team</c> or <c>custom</c>.</param>
    /// <param name="customer">The customer; any text.</param>
    /// <param name="item">The item; any text.</param>
    public static string Item(string customerType, string customer, string item) => ApiEndpoint.Item.Of(customerType, customer, item);

    /// <summary>A page of the products that a customer owns.</summary>
    /// <param name="customerType"><c>user</c>, <c>team</c> or <c>custom</c>.</param>
    /// <param name="customer">The customer; any text.</param>
    /// <param name="limit">Products per page, 1 to 100.</param>
    /// <param name="cursor">The page before's <c>next_cursor</c>; null for the first page.</param>
    public static string Products(string customerType, string customer, int limit, string? cursor) =>
        Page(ApiEndpoint.Products.Of(customerType, customer), limit, cursor);

    /// <summary>A page of the transactions.</summary>
    /// <param name="limit">Transactions per page, from 1.</param>
    /// <param name="cursor">The page before's <c>next_cursor</c>; null for the first page.</param>
    public static string Transactions(int limit, string? cursor) => Page(ApiEndpoint.Transactions.Template, limit, cursor);

    /// <summary>A page of the users' list.</summary>
    /// <param name="limit">Users per page, from 1.</param>
    /// <param name="filter">An additional parameter such as <c>include_anonymous=true</c>, or empty.</param>
    /// <param name="cursor">Id of the first user of the page (the cursor is inclusive); null for the first page.</param>
    public static string Users(int limit, string filter, Guid? cursor) =>
        Page(ApiEndpoint.Users.Template, limit, cursor?.ToString(), filter);

    private static string Page(string path, int limit, string? cursor, string filter = "")
    {
        var page = string.Create(CultureInfo.InvariantCulture, $"{path}?limit={limit}");
        if (filter.Length > 0) page += $"&{filter}";
        return cursor is null ? page : $"{page}&cursor={Uri.EscapeDataString(cursor)}";
    }
}
