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
        using var row = TestRow.Begin();

        Example.Response("{}").Should().BeOk();

        row.Findings.Should().BeEmpty();
    }

    [Fact]
    public void Another_status_is_a_finding_with_project_subject_and_endpoint()
    {
        using var row = TestRow.Begin();
        var response = Example.Response(status: HttpStatusCode.NotFound, knownError: "USER_NOT_FOUND");

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
        using var row = TestRow.Begin();

        Failing(() => Example.Response(problem: "an empty body").Should().BeOk());

        row.Texts.Should().Equal("user:1 should answer JSON, but answers an empty body");
    }

    [Fact]
    public void Every_difference_is_a_finding_with_its_values()
    {
        using var row = TestRow.Begin();
        var view = new View().Value("id", "a").Value("name", "Ada", isPersonal: true);

        Failing(() => Example.Response("""{"id":"b","name":"Bob"}""").Should().Describe(view)).Should().Be("The answer differs from what is stored");

        row.Texts.Should().Equal("user:1 $.id differs from the database", "user:1 $.name differs from the database");
        row.Findings[0].Path.Should().Be("$.id");
        row.Findings[0].Expected!.ToString().Should().Be("a");
        row.Findings[0].Actual!.ToString().Should().Be("b");
        row.Findings[1].Actual!.ToString().Should().StartWith("<hidden string of 3 characters");
    }

    [Fact]
    public void What_a_view_skips_is_counted()
    {
        using var row = TestRow.Begin();

        Example.Response("{}").Should().Describe(new View().Skip("is_restricted", "no config"));

        row.Skips.Should().Equal(("is_restricted", "no config"));
    }

    [Fact]
    public void A_list_is_compared_by_its_items()
    {
        using var row = TestRow.Begin();
        var items = PermissionsView.OfUser(Tenant.Numbered(1), ["read"]);

        Failing(() => Example.Response("""{"items":[]}""").Should().List(items));
        Failing(() => Example.Response("""{"users":[]}""").Should().List(items));
        Failing(() => Example.Response("[]").Should().List(items));

        row.Texts.Should().Equal(
            "user:1 $.items lacks a permission that is stored",
            "user:1 $.items should be a list, but is missing",
            "user:1 $.items should be a list, but is missing");
    }

    [Fact]
    public void A_finding_outside_a_row_is_a_mistake_of_the_caller()
    {
        var reporting = () => Findings.Report(Example.Project(), "user:1", "is wrong");

        reporting.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_finding_about_rows_may_have_a_severity_of_its_own()
    {
        using var row = TestRow.Begin();

        Findings.Report(Example.Project(), "user:1", "is odd", expected: 1, actual: 2, severity: Severity.Warning);

        row.Findings.Should().ContainSingle().Which.Severity.Should().Be(Severity.Warning);
    }

    private static string Failing(Action assertion) => assertion.Should().Throw<XunitException>().Which.Message;
}
