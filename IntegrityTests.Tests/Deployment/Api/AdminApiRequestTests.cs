using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class AdminApiRequestTests
{
    [Fact]
    public async Task Every_call_has_the_headers_of_an_admin()
    {
        var headers = new Dictionary<string, string>();
        await using var server = await FakeApi.StartAsync(context =>
        {
            foreach (var (name, value) in context.Request.Headers) headers[name.ToLowerInvariant()] = value!;
            return context.AnswerAsync("{}");
        });

        await server.Client().GetAsync(Example.Project(), "project:1", Endpoints.CurrentProject, default);

        headers.Should().Contain(new Dictionary<string, string>
        {
            ["x-stack-project-id"] = "project-1",
            ["x-stack-access-type"] = "admin",
            ["x-stack-development-override-key"] = FakeApi.Key,
            ["x-stack-disable-artificial-development-delay"] = "yes",
            ["x-stack-development-disable-extended-logging"] = "yes",
        });
    }

    [Fact]
    public async Task The_answer_names_what_was_asked()
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Response.Headers["x-stack-known-error"] = "USER_NOT_FOUND";
            return context.AnswerAsync("""{"code":"USER_NOT_FOUND"}""", 404);
        });

        var response = await server.Client().GetAsync(Example.Project(), "user:1", "/api/v1/users/1", default);

        response.Should().BeEquivalentTo(
            new { Subject = "user:1", Endpoint = "/api/v1/users/1", KnownError = "USER_NOT_FOUND", IsOk = false });
        response.Summary.Should().Be("404 USER_NOT_FOUND");
        response.Project.Id.Should().Be("project-1");
    }

    [Fact]
    public async Task A_path_prefix_of_the_URL_is_kept()
    {
        await using var server = await FakeApi.AnsweringAsync("{}");
        var settings = new AdminApiSettings(new Uri(server.Url, "/stack/"), FakeApi.Key, TimeSpan.FromSeconds(30), 1, null);
        await using var api = new AdminApi(settings, _ => { });

        await api.GetAsync(Example.Project(), "project:1", Endpoints.Config, default);

        server.Asked.Should().Equal("/stack/api/v1/internal/config");
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Response.Redirect("/login");
            return Task.CompletedTask;
        });

        var response = await server.Client().GetAsync(Example.Project(), "project:1", "/api", default);

        response.Summary.Should().Be(
            "302, a redirect to /login, an empty body, which is not an answer that Stack Auth gives to this");
        server.Asked.Should().OnlyContain(asked => asked == "/api");
    }

    [Fact]
    public async Task Cookies_are_not_sent_back()
    {
        var cookies = new List<string?>();
        await using var server = await FakeApi.StartAsync(context =>
        {
            cookies.Add(context.Request.Headers.Cookie);
            context.Response.Cookies.Append("session", "1");
            return context.AnswerAsync("{}");
        });
        var api = server.Client();

        await api.GetAsync(Example.Project(), "project:1", "/api", default);
        await api.GetAsync(Example.Project(), "project:1", "/api", default);

        cookies.Should().Equal(null, null);
    }

    [Fact]
    public void Settings_do_not_print_the_key() =>
        new AdminApiSettings(new Uri("http://localhost"), FakeApi.Key, TimeSpan.Zero, 1, null).ToString().Should().Be("http://localhost/");
}
