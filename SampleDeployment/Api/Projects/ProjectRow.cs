using SampleDeployment.Api.Config;

namespace SampleDeployment.Api.Projects;

internal sealed record ProjectRow(
    string Id,
    string DisplayName,
    string Description,
    string? LogoUrl,
    string? LogoFullUrl,
    string? LogoDarkModeUrl,
    string? LogoFullDarkModeUrl,
    DateTime CreatedAt,
    bool IsProductionMode,
    Guid? OwnerTeamId,
    string OnboardingStatus,
    ProjectConfig Config);
