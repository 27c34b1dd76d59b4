namespace IntegrityTests.Deployment.Records;

/// <summary>A project in scope: its row and the tenancies of its default branch.</summary>
public sealed record Project
{
    /// <summary>The id of the default branch (source: docs/platform.md, Projects and tenancies).</summary>
    public const string DefaultBranch = "main";

    /// <summary><c>Project.id</c>: a uuid, or <c>internal</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>Project.displayName</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The other columns of the row.</summary>
    public required ProjectRow Row { get; init; }

    /// <summary>Tenancies of the default branch that have no organization. A healthy project has exactly one.</summary>
    public required IReadOnlyList<Guid> Tenancies { get; init; }

    /// <summary>The project's tenancy, or null when it has none or several.</summary>
    public Guid? TenancyId => Tenancies.Count == 1 ? Tenancies[0] : null;

    /// <inheritdoc/>
    public override string ToString() => $"project:{Id}";
}

/// <summary>The columns of a <c>Project</c> row that the API serves. A column that this deployment does not have is null.</summary>
public sealed record ProjectRow(
    string Description,
    StoredTime? CreatedAt,
    bool? IsProductionMode,
    string? LogoUrl,
    string? LogoFullUrl,
    string? LogoDarkModeUrl,
    string? LogoFullDarkModeUrl,
    Guid? OwnerTeamId,
    string? OnboardingStatus)
{
    /// <summary><c>Project.stripeAccountId</c>: the connected account that the project's money goes to, or null.</summary>
    public string? StripeAccountId { get; init; }
}

/// <summary>The columns of <c>Project</c>.</summary>
internal static class ProjectColumns
{
    public static readonly TableColumns Table = new("Project");
    public static readonly Column<string?> Id = Table.Text("id");
    public static readonly Column<string?> DisplayName = Table.Text("displayName");
    public static readonly Column<StoredTime?> UpdatedAt = Table.Time("updatedAt");
    public static readonly Column<StoredTime?> CreatedAt = Table.Time("createdAt");
    public static readonly Column<string?> Description = Table.Text("description");
    public static readonly Column<bool?> IsProductionMode = Table.Flag("isProductionMode");
    public static readonly Column<string?> LogoUrl = Table.Text("logoUrl");
    public static readonly Column<string?> LogoFullUrl = Table.Text("logoFullUrl");
    public static readonly Column<string?> LogoDarkModeUrl = Table.Text("logoDarkModeUrl");
    public static readonly Column<string?> LogoFullDarkModeUrl = Table.Text("logoFullDarkModeUrl");
    public static readonly Column<Guid?> OwnerTeamId = Table.Id("ownerTeamId");
    public static readonly Column<string?> OnboardingStatus = Table.Text("onboardingStatus");
    public static readonly Column<string?> StripeAccountId = Table.Text("stripeAccountId");

    /// <summary>Without these no project can be verified.</summary>
    public static readonly Part Needed = new(
        Id, DisplayName, UpdatedAt, new TableColumns("Tenancy", "id", "projectId", "branchId", "hasNoOrganization"));

    public static Project Read(StoredRow row, IReadOnlyList<Guid> tenancies) => new()
    {
        Id = row.Get(Id) ?? "",
        DisplayName = row.Get(DisplayName) ?? "",
        Row = new ProjectRow(
            row.Get(Description) ?? "",
            row.Get(CreatedAt),
            row.Get(IsProductionMode),
            row.Get(LogoUrl),
            row.Get(LogoFullUrl),
            row.Get(LogoDarkModeUrl),
            row.Get(LogoFullDarkModeUrl),
            row.Get(OwnerTeamId),
            row.Get(OnboardingStatus))
        {
            StripeAccountId = row.Get(StripeAccountId),
        },
        Tenancies = tenancies,
    };
}
