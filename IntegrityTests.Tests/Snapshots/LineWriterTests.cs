using System.Net;
using System.Text;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Save;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class LineWriterTests
{
    private const string Products = "/api/v1/payments/products/user/1";

    [Fact]
    public void An_answer_is_a_line_with_its_keys_in_order() =>
        Row(Written.Lines(), ("/api/v1/users/1", """{"b":1,"a":2}""")).Should().Equal(
            """{"at":"place","body":{"a":2,"b":1},"endpoint":"/api/v1/users/1","status":200,"subject":"user:1"}""");

    [Fact]
    public void The_items_of_somebodys_list_are_in_one_line_by_id_from_all_pages() =>
        Row(
            Written.Lines(),
            ($"{Products}?limit=2", """{"items":[{"id":"c"},{"id":"b"}],"is_paginated":true,"pagination":{"next_cursor":"x"}}"""),
            ($"{Products}?limit=2&cursor=x", """{"items":[{"id":"a"}],"is_paginated":true,"pagination":{"next_cursor":null}}"""))
            .Should().Equal(
                $$"""
                {"at":"place","body":{"is_paginated":true,"items":[{"id":"a"},{"id":"b"},{"id":"c"}]},
                "endpoint":"{{Products}}","status":200,"subject":"user:1"}
                """.ReplaceLineEndings(""));

    [Fact]
    public void The_items_of_a_list_of_things_are_a_line_each() =>
        Row(
            Written.Lines("/api/v1/teams: $.items[*].x"),
            ("/api/v1/teams", """{"items":[{"id":"t2","x":1},{"id":"t1","y":2}],"is_paginated":false}"""))
            .Should().Equal(
                """{"at":"place","body":{"is_paginated":false,"items":[]},"endpoint":"/api/v1/teams","status":200,"subject":"user:1"}""",
                """{"at":"t1","body":{"id":"t1","y":2},"endpoint":"/api/v1/teams","status":200,"subject":"team:t1"}""",
                """{"at":"t2","body":{"id":"t2"},"endpoint":"/api/v1/teams","status":200,"subject":"team:t2"}""");

    [Fact]
    public void The_last_answer_of_an_endpoint_counts() =>
        Row(Written.Lines(), ("/api/v1/users/1", """{"a":1}"""), ("/api/v1/users/1", """{"a":2}"""))
            .Should().ContainSingle().Which.Should().Contain("{\"a\":2}");

    [Fact]
    public void An_answer_that_is_no_json_is_its_status()
    {
        var row = NewRow();
        row.Add(Example.Response(status: HttpStatusCode.InternalServerError, problem: "text/plain \"Request ID: c4n4ry\""));
        row.End(Written.Lines(), isAnswered: true);

        Texts(row).Should().Equal("""{"at":"place","endpoint":"/api/v1/users/1","status":500,"subject":"user:1"}""");
    }

    [Fact]
    public void A_row_that_was_not_verified_says_so_and_nothing_else()
    {
        var row = NewRow();
        row.Add(Example.Response("{}"));
        row.End(Written.Lines(), isAnswered: false);

        Texts(row).Should().Equal("""{"at":"place","subject":"user:1","unknown":true}""");
    }

    [Fact]
    public void What_is_foreseen_is_saved_with_the_rest_of_the_answer_that_is_not_ignored()
    {
        var row = NewRow();
        var answer = Example.Response("""{"quantity":1,"id":"credits","display_name":"Credits"}""");
        row.Add(answer);
        row.Foresee(answer, [new FutureQuantity(1000, 0.50m), new FutureQuantity(2000, null)]);
        row.End(Written.Lines(ignored: "$.display_name"), isAnswered: true);

        Texts(row).Single().Should().Contain(""","later":[{"body":{"id":"credits","quantity":0.5},"from":1000},{"from":2000}],"status":""");
    }

    [Fact]
    public void A_digest_holds_nothing_of_the_body()
    {
        var row = NewRow();
        row.Add(Example.Response("""{"name":"c4n4ry"}"""));
        row.End(Written.Lines(key: Written.Key, digests: true), isAnswered: true);

        Texts(row).Single().Should().MatchRegex(
            "^\\{\"at\":\"place\",\"digest\":\"[0-9a-f]{32}\",\"endpoint\":\"/api/v1/users/1\",\"status\":200,\"subject\":\"user:1\"\\}$");
    }

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("Ann Other, ann@example.com / c4n4ry")]
    [InlineData("1")]
    [InlineData("~x")]
    public void No_part_of_a_customers_own_id_stands_in_a_digest(string id)
    {
        var customer = new Customer(CustomerType.Custom, id, null);
        var row = NewRow(SortKey.OfRow([Example.Project(), customer]), customer.Subject);
        row.Add(Example.Response("{}") with { Subject = customer.Subject, Endpoint = Endpoints.Item("custom", id, "credits") });
        var lines = Written.Lines(key: Written.Key, digests: true);
        row.End(lines, isAnswered: true);

        const string Hash = "~[0-9a-f]{32}";
        Texts(row).Single().Should().MatchRegex(
            "^\\{\"at\":\"2:" + Hash + "\",\"digest\":\"[0-9a-f]{32}\",\"endpoint\":\"/api/v1/payments/items/custom/" + Hash
            + "/credits\",\"status\":200,\"subject\":\"custom:" + Hash + "\"\\}$");
        Encoding.UTF8.GetString(lines.Unknown(SortKey.OfRow([customer]), customer.Subject)).Should().MatchRegex(
            "^\\{\"at\":\"2:" + Hash + "\",\"subject\":\"custom:" + Hash + "\",\"unknown\":true\\}$");
    }

    [Fact]
    public void Products_of_one_id_are_in_one_order_whatever_the_platforms_order_and_that_of_its_keys()
    {
        const string One = """{"items":[{"type":"one_time","id":"p","quantity":2},{"quantity":1,"id":"p","type":"one_time"}]}""";
        const string Other = """{"items":[{"id":"p","type":"one_time","quantity":1},{"id":"p","type":"one_time","quantity":2}]}""";

        Row(Written.Lines(), (Products, One)).Should().Equal(Row(Written.Lines(), (Products, Other)))
            .And.ContainSingle().Which.Should().Contain("""[{"id":"p","quantity":1,"type":"one_time"},{"id":"p","quantity":2,""");
    }

    [Fact]
    public void Lines_of_one_place_are_in_the_order_of_their_endpoints_and_subjects()
    {
        var row = NewRow();
        foreach (var (endpoint, subject) in new[] { ("/c", "user:1"), ("/b", "user:1"), ("/a", "user:1") })
            row.Add(Example.Response("{}") with { Endpoint = endpoint, Subject = subject });
        row.Add(Example.Response("""{"items":[{"id":"t","x":1}]}""") with { Endpoint = "/api/v1/teams" });
        row.End(Written.Lines(), isAnswered: true);

        Texts(row).Select(text => SavedLine.Read(Encoding.UTF8.GetBytes(text)).Endpoint)
            .Should().Equal("/a", "/api/v1/teams", "/b", "/c", "/api/v1/teams");
    }

    [Fact]
    public void A_row_without_answers_has_no_lines()
    {
        var row = NewRow();
        row.End(Written.Lines(), isAnswered: true);

        row.Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_path_is_ignored_by_its_endpoint_as_it_is_written() =>
        Row(Written.Lines("/api/v1/USERS/*: $.a"), ("/api/v1/users/1", """{"a":1}""")).Should().ContainSingle()
            .Which.Should().Contain("{\"a\":1}");

    [Fact]
    public void What_findings_may_say_stands_behind_a_digest_and_is_not_saved()
    {
        var row = NewRow();
        row.Add(Example.Response("""{"name":"Ann","n":1}"""));
        row.End(Written.Lines(key: Written.Key, digests: true, shown: (subject, body) => $"{subject} {body!["n"]}"), isAnswered: true);

        Texts(row).Single().Should().EndWith(",\"subject\":\"user:1\",\"shown\":\"user:1 1\"}");
        Encoding.UTF8.GetString(DigestPreview.Removed(row.Lines.Single()))
            .Should().EndWith(",\"subject\":\"user:1\"}").And.NotContain("shown");
        SavedLine.Agree(DigestPreview.Removed(row.Lines.Single()), row.Lines.Single()).Should().BeTrue();
    }

    private static RowAnswers NewRow(string place = "place", string subject = "user:1") =>
        new(Example.Project(), place, subject, (_, _) => throw new InvalidOperationException("No list is asked for."));

    private static IEnumerable<string> Texts(RowAnswers row) => row.Lines.Select(line => Encoding.UTF8.GetString(line));

    private static IEnumerable<string> Row(LineWriter lines, params (string Endpoint, string Body)[] answers)
    {
        var row = NewRow();
        foreach (var (endpoint, body) in answers) row.Add(Example.Response(body) with { Endpoint = endpoint });
        row.End(lines, isAnswered: true);
        return Texts(row);
    }
}
