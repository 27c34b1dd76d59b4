using System.Net;
using FluentAssertions;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Expectations.Assertions;

public sealed class ApiResponseAssertionsTests
{
    [Fact]
    public void A_good_answer_is_no_finding()
    {
        var row = new TestRow();

        Example.Response("{}", row: row.Row).Should().BeOk();

        row.Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"items":[]}""", true)]
    [InlineData("""{"items":{}}""", false)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    public void Only_an_array_of_items_is_a_list(string body, bool isList) =>
        Example.Json(body).TryGetItems(out _).Should().Be(isList);

    [Fact]
    public void Another_status_is_a_finding_with_project_subject_and_endpoint()
    {
        var row = new TestRow();
        var response = Example.Response(status: HttpStatusCode.NotFound, knownError: "USER_NOT_FOUND", row: row.Row);

        Failing(() => response.Should().BeOk()).Should().Be("The endpoint does not answer as it should");

        row.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Code = "TST001",
            Severity = Severity.Error,
            Project = "project-1",
            ProjectName = "Shop",
            Subject = "user:1",
            Endpoint = "/api/v1/users/1",
            Message = "should answer 200, but answers 404 USER_NOT_FOUND",
        });
    }

    [Fact]
    public void A_body_that_is_no_json_is_a_finding()
    {
        var row = new TestRow();

        Failing(() => Example.Response(problem: "an empty body", row: row.Row).Should().BeOk());

        row.Texts.Should().Equal("user:1 should answer JSON, but answers an empty body");
    }

    [Fact]
    public void Every_difference_is_a_finding_with_its_values()
    {
        var row = new TestRow();
        var view = new View().Value("id", "a").Value("name", "Ada", isPersonal: true);

        Failing(() => Example.Response("""{"id":"b","name":"Bob"}""", row: row.Row).Should().Describe(view))
            .Should().Be("The answer differs from what is stored");

        row.Texts.Should().Equal("user:1 $.id differs from the database", "user:1 $.name differs from the database");
        row.Findings[0].Path.Should().Be("$.id");
        row.Findings[0].Expected!.ToString().Should().Be("a");
        row.Findings[0].Actual!.ToString().Should().Be("b");
        row.Findings.Select(finding => finding.Privacy).Should().Equal(Privacy.Impersonal, Privacy.Personal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    public void A_list_that_is_given_on_one_page_does_not_speak_of_further_ones(string said)
    {
        var row = new TestRow();
        var response = Example.Response($$"""{"items":[],"is_paginated":{{said}}}""", row: row.Row);

        Failing(() => response.Should().List(new ItemSet("team", _ => null)));

        row.Texts.Should().Equal("user:1 $.is_paginated should be false: the platform gives this list on one page");
    }

    [Fact]
    public void What_a_view_skips_is_counted()
    {
        var row = new TestRow();

        Example.Response("{}", row: row.Row).Should().Describe(new View().Skip("is_restricted", "no config"));

        row.Skips.Should().Equal(("is_restricted", "no config"));
    }

    [Fact]
    public void A_list_is_compared_by_its_items()
    {
        var row = new TestRow();
        var items = PermissionsView.OfUser(Tenant.Numbered(1), ["read"]);

        Failing(() => Example.Response("""{"items":[]}""", row: row.Row).Should().List(items));
        Failing(() => Example.Response("""{"users":[]}""", row: row.Row).Should().List(items));
        Failing(() => Example.Response("[]", row: row.Row).Should().List(items));

        row.Texts.Should().Equal(
            "user:1 $.items lacks a permission that is stored",
            "user:1 $.items should be a list, but is missing",
            "user:1 $.items should be a list, but is missing");
    }

    [Fact]
    public void A_finding_about_an_answer_that_no_row_asked_for_is_a_mistake_of_the_caller()
    {
        var reporting = () => Findings.Report(Example.Response("{}"), "is wrong");

        reporting.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_finding_about_rows_may_have_a_severity_of_its_own()
    {
        var row = new TestRow();

        row.Row.Report(Example.Project(), "user:1", "is odd", expected: 1, actual: 2, severity: Severity.Warning);

        row.Findings.Should().ContainSingle().Which.Severity.Should().Be(Severity.Warning);
    }

    private static string Failing(Action assertion) => assertion.Should().Throw<XunitException>().Which.Message;
}
