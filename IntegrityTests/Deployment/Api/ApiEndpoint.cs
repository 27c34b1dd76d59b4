namespace IntegrityTests.Deployment.Api;

/// <summary>
/// An endpoint of the admin API: what it answers, so that whoever handles answers need not know its path
/// (source: docs/platform.md, Endpoints).
/// A new endpoint is one line here.
/// </summary>
/// <param name="Template">Path, and query parameters that select something, with names in braces; without page.</param>
public sealed record ApiEndpoint(string Template)
{
    private const string Items = "items";

    /// <summary>The project.</summary>
    public static readonly ApiEndpoint Project = new("/api/v1/internal/projects/current");

    /// <summary>The rendered config.</summary>
    public static readonly ApiEndpoint Config = new("/api/v1/internal/config");

    /// <summary>Definitions of permissions that a project gives.</summary>
    public static readonly ApiEndpoint ProjectPermissionDefinitions =
        new("/api/v1/project-permission-definitions") { Kind = "permission", List = Items };

    /// <summary>Definitions of permissions that teams give.</summary>
    public static readonly ApiEndpoint TeamPermissionDefinitions =
        new("/api/v1/team-permission-definitions") { Kind = "permission", List = Items };

    /// <summary>All users of the project, by sign-up and id. The cursor is inclusive: the id of the first user of the page.</summary>
    public static readonly ApiEndpoint Users =
        new("/api/v1/users") { Kind = "user", List = Items, PageSize = 1000, HasFilters = true };

    /// <summary>One user.</summary>
    public static readonly ApiEndpoint User = new("/api/v1/users/{user}") { Owner = EndpointOwner.User };

    /// <summary>A user's project permissions.</summary>
    public static readonly ApiEndpoint ProjectPermissionsOf =
        new("/api/v1/project-permissions?user_id={user}") { Owner = EndpointOwner.User, Kind = "permission", List = Items };

    /// <summary>All teams of the project, on one page.</summary>
    public static readonly ApiEndpoint Teams = new("/api/v1/teams") { Kind = "team", List = Items };

    /// <summary>A user's teams.</summary>
    public static readonly ApiEndpoint TeamsOf =
        new("/api/v1/teams?user_id={user}") { Owner = EndpointOwner.User, Kind = "team", List = Items };

    /// <summary>The grants of all members of a team.</summary>
    public static readonly ApiEndpoint TeamPermissionsOf =
        new("/api/v1/team-permissions?team_id={team}") { Owner = EndpointOwner.Team, Kind = "permission", List = Items };

    /// <summary>The balance of an item that a customer has.</summary>
    public static readonly ApiEndpoint Item =
        new("/api/v1/payments/items/{type}/{customer}/{item}") { Owner = EndpointOwner.Customer };

    /// <summary>The products that a customer owns. More than 100 per page are refused.</summary>
    public static readonly ApiEndpoint Products = new("/api/v1/payments/products/{type}/{customer}")
    { Owner = EndpointOwner.Customer, Kind = "product", List = Items, PageSize = 100 };

    /// <summary>The transactions of the project, from the newest; the list may repeat some.</summary>
    public static readonly ApiEndpoint Transactions =
        new("/api/v1/internal/payments/transactions") { Kind = "transaction", List = "transactions", PageSize = 200 };

    /// <summary>
    /// What the servers say about a client's version: a POST of <c>{"clientVersion": VERSION}</c>, without project and key. It changes
    /// nothing, as GET would not either; the platform takes the version from a body (source: docs/platform.md, Telling the generations
    /// apart).
    /// </summary>
    public static readonly ApiEndpoint CheckVersion = new("/api/v1/check-version");

    /// <summary>Every endpoint that the suite asks.</summary>
    public static readonly IReadOnlyList<ApiEndpoint> All =
    [
        Project, Config, ProjectPermissionDefinitions, TeamPermissionDefinitions, Users, User, ProjectPermissionsOf, Teams, TeamsOf,
        TeamPermissionsOf, Item, Products, Transactions, CheckVersion,
    ];

    private readonly string[] _path = Template.Split('?')[0].Split('/');
    private readonly string[] _query = Parameters(Template);

    /// <summary>Whose answer it is. Default: the project's.</summary>
    public EndpointOwner Owner { get; init; } = EndpointOwner.Project;

    /// <summary>What an item of the list is, such as <c>user</c>; null where the answer is not a list.</summary>
    public string? Kind { get; init; }

    /// <summary>The member of the answer that holds the list; null where the answer is not a list.</summary>
    public string? List { get; init; }

    /// <summary>Items per page that the suite asks for, at most; 0 where all come at once.</summary>
    public int PageSize { get; init; }

    /// <summary>Whether parameters such as <c>include_anonymous</c> choose what is listed.</summary>
    public bool HasFilters { get; init; }

    /// <summary>Whether it lists what the project has, such as its users; other lists belong to a user, team or customer.</summary>
    public bool ListsProject => List is not null && Owner == EndpointOwner.Project;

    /// <summary>The endpoint that a path with query belongs to; null when it is none of these.</summary>
    public static ApiEndpoint? Find(string pathAndQuery)
    {
        var path = pathAndQuery.Split('?')[0].Split('/');
        var query = Parameters(pathAndQuery).Where(name => name is not ("limit" or "cursor")).ToArray();
        return All.FirstOrDefault(endpoint => endpoint.Fits(path, query));
    }

    /// <summary>The path with query, without page.</summary>
    /// <param name="values">The values of the names in braces, in their order; they are escaped.</param>
    public string Of(params ReadOnlySpan<string> values)
    {
        var path = Template;
        foreach (var value in values)
        {
            var (start, end) = (path.IndexOf('{', StringComparison.Ordinal), path.IndexOf('}', StringComparison.Ordinal));
            path = $"{path[..start]}{Uri.EscapeDataString(value)}{path[(end + 1)..]}";
        }

        return path;
    }

    private bool Fits(string[] path, string[] query)
    {
        if (path.Length != _path.Length) return false;
        for (var i = 0; i < path.Length; i++)
            if (!_path[i].StartsWith('{') && _path[i] != path[i]) return false;
        return HasFilters || query.AsSpan().SequenceEqual(_query);
    }

    private static string[] Parameters(string pathAndQuery) => pathAndQuery.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start
        ? [.. pathAndQuery[(start + 1)..].Split('&').Select(parameter => parameter.Split('=')[0])]
        : [];
}

/// <summary>Whose answer an endpoint gives.</summary>
public enum EndpointOwner
{
    /// <summary>The project's.</summary>
    Project,

    /// <summary>A user's.</summary>
    User,

    /// <summary>A team's.</summary>
    Team,

    /// <summary>A customer's: that of a user, of a team, or of a customer of the project's own kind.</summary>
    Customer,
}
