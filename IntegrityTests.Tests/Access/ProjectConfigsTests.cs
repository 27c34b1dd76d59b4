using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Access;

public sealed class ProjectConfigsTests
{
    [Fact]
    public async Task A_config_is_asked_once_a_project()
    {
        await using var server = await FakeApi.AnsweringAsync("""{"config_string":"{}"}""");
        var configs = new ProjectConfigs(server.Client());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => configs.OfAsync(Example.Project(), default)));

        answers.Should().OnlyContain(answer => answer.Config != null && answer.Problem == null);
        server.Asked.Should().Equal("/api/v1/internal/config");
    }

    [Fact]
    public async Task Asking_again_asks_the_server()
    {
        await using var server = await FakeApi.AnsweringAsync("""{"config_string":"{}"}""");
        var configs = new ProjectConfigs(server.Client());

        await configs.OfAsync(Example.Project(), default);
        await configs.AskAsync(Example.Project());

        server.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_config_that_is_refused_is_a_problem_with_its_answer()
    {
        await using var server = await FakeApi.AnsweringAsync("{}", 400);
        var configs = new ProjectConfigs(server.Client());

        var answer = await configs.OfAsync(Example.Project(), default);

        answer.Config.Should().BeNull();
        answer.Response.Should().NotBeNull();
        answer.Problem.Should().Be("/api/v1/internal/config answers 400, which is not an answer that Stack Auth gives to this");
        answer.Gap!.IsProven.Should().BeFalse("whoever said that, it was not the platform");
    }

    [Fact]
    public async Task A_config_of_another_shape_is_a_problem_with_its_answer()
    {
        await using var server = await FakeApi.AnsweringAsync("{}");
        var configs = new ProjectConfigs(server.Client());

        var answer = await configs.OfAsync(Example.Project(), default);

        answer.Response!.IsOk.Should().BeTrue();
        answer.Problem.Should().Be("$.config_string is not a string");
    }

    [Fact]
    public async Task No_answer_is_a_problem_without_answer()
    {
        await using var server = await FakeApi.AnsweringAsync("", 503);
        var configs = new ProjectConfigs(server.Client());

        var answer = await configs.OfAsync(Example.Project(), default);

        answer.Response.Should().BeNull();
        answer.Problem.Should().Contain("503");
        answer.Gap!.IsProven.Should().BeFalse();
    }
}
