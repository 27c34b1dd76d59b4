using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Expectations.Views;

/// <summary>How a project reads in the API (source: docs/platform.md, How a project in the API follows from its row).</summary>
public static class ProjectView
{
    /// <summary>What the API must answer about the project; a member whose column the deployment does not have is skipped.</summary>
    public static View Of(Project project, StoredSchema schema)
    {
        var row = project.Row;
        return new StoredView(schema)
            .Group("id", ProjectColumns.Id, v => v.Identity("id", project.Id))
            .Value("display_name", ProjectColumns.DisplayName, project.DisplayName)
            .Value("description", ProjectColumns.Description, row.Description)
            .Value("is_production_mode", ProjectColumns.IsProductionMode, row.IsProductionMode)
            .Value("logo_url", ProjectColumns.LogoUrl, row.LogoUrl)
            .Value("logo_full_url", ProjectColumns.LogoFullUrl, row.LogoFullUrl)
            .Value("logo_dark_mode_url", ProjectColumns.LogoDarkModeUrl, row.LogoDarkModeUrl)
            .Value("logo_full_dark_mode_url", ProjectColumns.LogoFullDarkModeUrl, row.LogoFullDarkModeUrl)
            .Value("owner_team_id", ProjectColumns.OwnerTeamId, row.OwnerTeamId?.ToString())
            .Value("onboarding_status", ProjectColumns.OnboardingStatus, row.OnboardingStatus)
            .Milliseconds("created_at_millis", ProjectColumns.CreatedAt, row.CreatedAt)
            .View;
    }
}
