using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Save;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>The lines of a row: which of its answers count, and how lists become lines.</summary>
public sealed class RowAnswersTests
{
    private const string User = "/api/v1/users/1";
    private const string Products = "/api/v1/payments/products/user/1";

    [Fact]
    public void Of_an_endpoint_that_is_asked_again_the_last_answer_counts()
    {
        var row = Row();
        row.Add(Answer(User, """{"n":1}"""));
        row.Add(Answer(User, """{"n":2}"""));

        Lines(row).Should().Equal("""{"at":"0001","body":{"n":2},"endpoint":"/api/v1/users/1","status":200,"subject":"user:1"}""");
    }

    [Fact]
    public void The_pages_of_a_list_are_one_answer_and_its_first_page_begins_it_anew()
    {
        var row = Row();
        row.Add(Answer($"{Products}?limit=100", """{"items":[{"id":"old"}]}"""));
        row.Add(Answer($"{Products}?limit=100", """{"items":[{"id":"b"}]}"""));
        row.Add(Answer($"{Products}?limit=100&cursor=x", """{"items":[{"id":"a"}]}"""));

        Lines(row).Should().ContainSingle().Which.Should().Contain("""
            "body":{"items":[{"id":"a"},{"id":"b"}]},"endpoint":"/api/v1/payments/products/user/1"
            """.Trim());
    }

    [Fact]
    public void A_further_page_that_cannot_be_served_stands_for_the_list()
    {
        var row = Row();
        row.Add(Answer($"{Products}?limit=100", """{"items":[{"id":"b"}]}"""));
        row.Add(Answer($"{Products}?limit=100&cursor=x", "{}") with { Status = System.Net.HttpStatusCode.InternalServerError });

        Lines(row).Should().ContainSingle().Which.Should().Contain("\"status\":500");
    }

    [Fact]
    public void A_list_of_the_projects_own_has_a_line_for_itself_and_one_for_each_item()
    {
        var row = Row();
        row.Add(Answer("/api/v1/teams", """{"items":[{"id":"t2"},{"id":"t1"},{"name":"without id"}],"is_paginated":false}"""));

        Lines(row).Should().Equal(
            """{"at":"0001","body":{"is_paginated":false,"items":[]},"endpoint":"/api/v1/teams","status":200,"subject":"user:1"}""",
            """{"at":"?","body":{"name":"without id"},"endpoint":"/api/v1/teams","status":200,"subject":"team:?"}""",
            """{"at":"t1","body":{"id":"t1"},"endpoint":"/api/v1/teams","status":200,"subject":"team:t1"}""",
            """{"at":"t2","body":{"id":"t2"},"endpoint":"/api/v1/teams","status":200,"subject":"team:t2"}""");
    }

    [Fact]
    public void What_has_the_place_of_the_row_stands_beside_it_in_the_order_of_subjects()
    {
        var row = Row();
        row.Add(Answer("/api/v1/teams", """{"items":[{"id":"0001"}]}"""));

        Lines(row).Should().Equal(
            """{"at":"0001","body":{"id":"0001"},"endpoint":"/api/v1/teams","status":200,"subject":"team:0001"}""",
            """{"at":"0001","body":{"items":[]},"endpoint":"/api/v1/teams","status":200,"subject":"user:1"}""");
    }

    [Theory]
    [InlineData("""{"teams":[]}""", 200)]
    [InlineData("""{"items":[]}""", 404)]
    public void A_list_that_is_none_is_an_answer_like_any_other(string body, int status)
    {
        var row = Row();
        row.Add(Answer("/api/v1/teams", body) with { Status = (System.Net.HttpStatusCode)status });

        Lines(row).Should().ContainSingle().Which.Should().Contain($"\"body\":{body}").And.Contain($"\"status\":{status}");
    }

    [Fact]
    public void Lines_are_in_the_order_of_place_endpoint_and_subject()
    {
        var row = Row();
        foreach (var endpoint in new[] { "/b", "/a" }) row.Add(Answer(endpoint, "{}"));

        Lines(row).Select(line => line.Contains("\"/a\"", StringComparison.Ordinal)).Should().Equal(true, false);
    }

    [Fact]
    public void What_an_answer_will_be_is_kept_with_it_until_it_is_asked_again()
    {
        var row = Row();
        var answer = Answer("/api/v1/payments/items/user/1/credits", """{"quantity":5}""");
        row.Foresee(answer, [new FutureQuantity(1000, 4)]);
        row.Add(answer);
        Lines(row).Should().ContainSingle().Which.Should().NotContain("later", "nothing had been asked");

        row.Add(answer);
        row.Foresee(answer, [new FutureQuantity(1000, 4), new FutureQuantity(2000, null)]);
        Lines(row).Should().ContainSingle().Which.Should().Contain("\"later\":[{\"body\":{\"quantity\":4},\"from\":1000},{\"from\":2000}]");

        row.Add(answer);
        Lines(row).Should().ContainSingle().Which.Should().NotContain("later");
    }

    [Fact]
    public void A_row_without_answers_has_no_lines_and_one_that_was_not_verified_is_unknown()
    {
        var row = Row();

        Lines(row).Should().BeEmpty();

        row.Add(Answer(User, "{}"));
        row.End(Written.Lines(), isAnswered: false);
        row.Lines.Select(System.Text.Encoding.UTF8.GetString).Should().Equal("""{"at":"0001","subject":"user:1","unknown":true}""");
    }

    private static RowAnswers Row() =>
        new(Example.Project(), "0001", "user:1", (_, list) => throw new InvalidOperationException($"{list} is not kept by the row"));

    private static IntegrityTests.Deployment.Api.ApiResponse Answer(string endpoint, string body) =>
        Example.Response(body) with { Endpoint = endpoint };

    private static IEnumerable<string> Lines(RowAnswers row)
    {
        row.End(Written.Lines(), isAnswered: true);
        return row.Lines.Select(System.Text.Encoding.UTF8.GetString);
    }
}
