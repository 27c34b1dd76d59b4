using System.Net;
using System.Text.Json;
using FluentAssertions;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

public sealed class FaultTests(SampleDataFixture sample) : IClassFixture<SampleDataFixture>
{
    private static readonly string Project = Plans.Ordinary.Id;
    private static readonly string Large = Plans.Default[2].Id;
    private static readonly string User = FaultCatalogue.Subject.ToString();

    [Theory]
    [InlineData("user-missing", 0)]
    [InlineData("user-twice", 2)]
    public async Task The_list_has_a_user_not_once(string fault, int times)
    {
        await using var served = await ServeAsync(fault);

        (await served.IdsAsync(Project, "users?limit=1000")).Count(id => id == User).Should().Be(times);
    }

    [Theory]
    [InlineData("user-changed", false)]
    [InlineData("list-changed", true)]
    public async Task List_and_single_answer_differ(string fault, bool inList)
    {
        await using var served = await ServeAsync(fault);

        var single = await served.JsonAsync(Project, $"users/{User}");
        var list = await served.JsonAsync(Project, "users?limit=1000");
        var item = list["items"]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == User)!;

        ((string?)item["display_name"] == "somebody else").Should().Be(inList);
        ((string?)single["display_name"] == "somebody else").Should().Be(!inList);
    }

    [Fact]
    public async Task A_user_can_have_the_wrong_status()
    {
        await using var served = await ServeAsync("user-status");

        (await served.StatusAsync(Project, $"users/{User}")).Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("grant-extra", new[] { "reader", "owner" })]
    [InlineData("grant-missing", new string[0])]
    public async Task Grants_can_be_too_many_or_too_few(string fault, string[] expected)
    {
        await using var served = await ServeAsync(fault);

        (await served.IdsAsync(Project, $"project-permissions?user_id={User}")).Should().Equal(expected);
    }

    [Theory]
    [InlineData("cursor-stale")]
    [InlineData("cursor-endless")]
    [InlineData("list-ends-early")]
    public async Task Paging_can_lead_nowhere(string fault)
    {
        await using var served = await ServeAsync(fault);
        var first = await served.JsonAsync(Large, "users?limit=1000");

        var next = (string?)first["pagination"]!["next_cursor"];

        var firstUser = first["items"]![0]!["id"]!.GetValue<string>();
        next.Should().Be(fault switch
        {
            "cursor-stale" => "00000000-0000-4000-8000-000000000000",
            "cursor-endless" => firstUser,
            _ => null,
        });
    }

    [Theory]
    [InlineData("body-cut", "application/json")]
    [InlineData("no-json", "application/json")]
    [InlineData("html", "text/html")]
    public async Task A_body_can_be_no_json(string fault, string type)
    {
        await using var served = await ServeAsync(fault);
        using var response = await served.GetAsync(Project, "users?limit=2");
        var body = await response.Content.ReadAsStringAsync();

        var parse = () => JsonDocument.Parse(body);

        parse.Should().Throw<JsonException>();
        response.Content.Headers.ContentType!.MediaType.Should().Be(type);
    }

    [Theory]
    [InlineData("connection-lost")]
    [InlineData("reset:0")]
    public async Task A_connection_can_break(string fault)
    {
        await using var served = await ServeAsync(fault);

        var ask = () => served.JsonAsync(Project, "users?limit=2");

        await ask.Should().ThrowAsync<HttpRequestException>();
    }

    [Theory]
    [InlineData("flaky", HttpStatusCode.InternalServerError, HttpStatusCode.OK)]
    [InlineData("throttle", HttpStatusCode.TooManyRequests, HttpStatusCode.OK)]
    [InlineData("error", HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError)]
    public async Task The_first_answer_can_be_an_error(string fault, HttpStatusCode first, HttpStatusCode second)
    {
        await using var served = await ServeAsync(fault);

        (await served.StatusAsync(Project, "teams")).Should().Be(first);
        (await served.StatusAsync(Project, "teams")).Should().Be(second);
    }

    [Fact]
    public async Task A_fault_can_be_of_one_project()
    {
        await using var served = await ServeAsync($"error@{Project}");

        (await served.StatusAsync(Project, "teams")).Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Large, "teams")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fault_can_be_of_some_answers_of_one_project()
    {
        await using var served = await ServeAsync($"error@{Project}/users?");

        (await served.StatusAsync(Project, "users?limit=1")).Should().Be(HttpStatusCode.InternalServerError);
        (await served.StatusAsync(Project, $"users/{User}")).Should().Be(HttpStatusCode.OK);
        (await served.StatusAsync(Large, "users?limit=1")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_throttled_answer_says_when_to_come_back()
    {
        await using var served = await ServeAsync("throttle:7");

        using var response = await served.GetAsync(Project, "teams");

        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData("hang:0")]
    [InlineData("slow:600000")]
    public async Task An_answer_can_take_too_long(string fault)
    {
        await using var served = await ServeAsync(fault);
        served.Http.Timeout = TimeSpan.FromMilliseconds(200);

        var ask = () => served.StatusAsync(Project, "teams");

        await ask.Should().ThrowAsync<TaskCanceledException>();
    }

    [Theory]
    [InlineData("nonsense", "*there is no fault 'nonsense'*")]
    [InlineData("hang:soon", "*'soon' should be a whole number*")]
    [InlineData("user-twice:me", "*'me' should be the id*")]
    [InlineData("slow@", "*should name a project's id or its Stripe account*")]
    [InlineData("moving-user:soon", "*'soon' should be before, after or around*")]
    [InlineData("moving-user:before*0", "*'before?0' should be before, after or around*")]
    [InlineData("moving-user:before:me", "*'me' should be an id*or each*")]
    [InlineData("moving-deployment:0", "*'0' should be a whole number from 1*")]
    [InlineData("moving-deployment:5:many", "*'many' should be a whole number from 1*")]
    public void A_fault_that_cannot_be_is_refused(string fault, string message)
    {
        var parse = () => FaultCatalogue.Parse(fault);

        parse.Should().Throw<FormatException>().WithMessage(message);
    }

    private Task<ServedDeployment> ServeAsync(string fault) => sample.ServeAsync(FaultCatalogue.Parse(fault));
}
