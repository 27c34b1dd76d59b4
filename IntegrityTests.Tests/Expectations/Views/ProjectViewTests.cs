using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

public sealed class ProjectViewTests
{
    private static readonly Project Shop = new()
    {
        Id = "project-1",
        DisplayName = "Shop",
        Row = new ProjectRow(
            "Sells", new StoredTime(1_000_000), true, "https://a", "https://b", null, "https://d", Tenant.Numbered(7), "completed"),
        Tenancies = [],
    };

    private static readonly string Answer = $$"""
        {
            "id": "project-1", "display_name": "Shop", "description": "Sells", "is_production_mode": true, "logo_url": "https://a",
            "logo_full_url": "https://b", "logo_dark_mode_url": null, "logo_full_dark_mode_url": "https://d",
            "owner_team_id": "{{Tenant.Numbered(7)}}", "onboarding_status": "completed", "created_at_millis": 946684801000
        }
        """;

    public static TheoryData<string> Fields => [.. JsonNode.Parse(Answer)!.AsObject().Select(member => member.Key)];

    [Fact]
    public void A_project_that_reads_as_stored_has_no_difference() =>
        ProjectView.Of(Shop, Example.Schema()).With(Answer).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_field_is_compared(string field)
    {
        var answer = JsonNode.Parse(Answer)!.AsObject();
        answer[field] = 0;

        ProjectView.Of(Shop, Example.Schema()).With(answer.ToJsonString()).Should().ContainSingle().Which.Path.Should().Be($"$.{field}");
    }

    [Theory]
    [InlineData("description", "description")]
    [InlineData("onboardingStatus", "onboarding_status")]
    [InlineData("logoFullDarkModeUrl", "logo_full_dark_mode_url")]
    public void A_column_that_is_missing_skips_its_field(string column, string field)
    {
        var view = ProjectView.Of(Shop, Example.Schema($"Project.{column}"));

        view.Skipped.Should().Equal((field, $"column \"Project\".\"{column}\" is missing"));
        view.With(Answer.Replace($"\"{field}\"", "\"renamed\"", StringComparison.Ordinal)).Should().BeEmpty();
    }
}
