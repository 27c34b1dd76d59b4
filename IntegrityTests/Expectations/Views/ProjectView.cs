using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Expectations.Views;

/// <summary>How a project reads in the API (source: stack-auth/examples/ok-projects-current.json).</summary>
public static class ProjectView
{
    /// <summary>What the API must answer about the project; a member whose column the deployment does not have is skipped.</summary>
    public static View Of(Project project, StoredSchema schema)
    {
        var row = project.Row;
        return new StoredView(schema)
            .Value("id", ["Project.id"], project.Id)
            .Value("display_name", ["Project.displayName"], project.DisplayName)
            .Value("description", ["Project.description"], row.Description)
            .Value("is_production_mode", ["Project.isProductionMode"], row.IsProductionMode)
            .Value("logo_url", ["Project.logoUrl"], row.LogoUrl)
            .Value("logo_full_url", ["Project.logoFullUrl"], row.LogoFullUrl)
            .Value("logo_dark_mode_url", ["Project.logoDarkModeUrl"], row.LogoDarkModeUrl)
            .Value("logo_full_dark_mode_url", ["Project.logoFullDarkModeUrl"], row.LogoFullDarkModeUrl)
            .Value("owner_team_id", ["Project.ownerTeamId"], row.OwnerTeamId?.ToString())
            .Value("onboarding_status", ["Project.onboardingStatus"], row.OnboardingStatus)
            .Milliseconds("created_at_millis", ["Project.createdAt"], row.CreatedAt)
            .View;
    }
}
