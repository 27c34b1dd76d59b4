namespace IntegrityTests.Deployment.Records;

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
