using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Expectations.Views;

/// <summary>How a project reads in the API (source: stack-auth/examples/ok-projects-current.json).</summary>
public static class ProjectView
{
    /// <summary>What the API must answer about the project; columns that the deployment does not have are skipped.</summary>
    public static View Of(Project project, StoredSchema schema)
    {
        var row = project.Row;
        var view = new View().Value("id", project.Id).Value("display_name", project.DisplayName);
        void Column(string member, string column, JsonNode? value)
        {
            if (schema.WhyMissing([$"Project.{column}"]) is { } reason) view.Skip(member, reason);
            else view.Value(member, value);
        }

        Column("description", "description", row.Description);
        Column("is_production_mode", "isProductionMode", row.IsProductionMode);
        Column("logo_url", "logoUrl", row.LogoUrl);
        Column("logo_full_url", "logoFullUrl", row.LogoFullUrl);
        Column("logo_dark_mode_url", "logoDarkModeUrl", row.LogoDarkModeUrl);
        Column("logo_full_dark_mode_url", "logoFullDarkModeUrl", row.LogoFullDarkModeUrl);
        Column("owner_team_id", "ownerTeamId", row.OwnerTeamId?.ToString());
        Column("onboarding_status", "onboardingStatus", row.OnboardingStatus);
        return row.CreatedAt is { } created ? view.Milliseconds("created_at_millis", created) : view;
    }
}
