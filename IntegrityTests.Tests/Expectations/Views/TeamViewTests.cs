using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

public sealed class TeamViewTests
{
    private static readonly Team Crew = new(
        Tenant.Numbered(1), "Crew", "https://example.com/c.png", "{}", """{"a":1}""", null, new StoredTime(1_000_000), "project-1", "main");

    private static readonly string Answer = $$"""
        {
            "id": "{{Crew.Id}}", "display_name": "Crew", "profile_image_url": "https://example.com/c.png",
            "created_at_millis": 946684801000,
            "client_metadata": {}, "client_read_only_metadata": {"a": 1}, "server_metadata": null
        }
        """;

    public static TheoryData<string> Fields => [.. JsonNode.Parse(Answer)!.AsObject().Select(member => member.Key)];

    [Fact]
    public void A_team_that_reads_as_stored_has_no_difference() => TeamView.Of(Crew, Example.Schema()).With(Answer).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_field_is_compared(string field)
    {
        var answer = JsonNode.Parse(Answer)!.AsObject();
        answer[field] = false;

        TeamView.Of(Crew, Example.Schema()).With(answer.ToJsonString()).Should().ContainSingle().Which.Path.Should().Be($"$.{field}");
    }

    [Theory]
    [InlineData("id", false)]
    [InlineData("display_name", true)]
    [InlineData("profile_image_url", true)]
    [InlineData("created_at_millis", false)]
    [InlineData("client_metadata", true)]
    [InlineData("client_read_only_metadata", true)]
    [InlineData("server_metadata", true)]
    public void Values_that_people_wrote_are_personal(string field, bool isPersonal)
    {
        var answer = JsonNode.Parse(Answer)!.AsObject();
        answer[field] = false;

        TeamView.Of(Crew, Example.Schema()).With(answer.ToJsonString()).Should().ContainSingle().Which.IsPersonal.Should().Be(isPersonal);
    }

    [Fact]
    public void A_list_has_every_team_by_its_id()
    {
        var items = TeamView.SetOf([Crew, Crew with { Id = Tenant.Numbered(2) }], Example.Schema());

        items.With($"[{Answer}]").Should().ContainSingle().Which.Expected!.GetValue<string>().Should().Be(Tenant.Numbered(2).ToString());
    }
}
