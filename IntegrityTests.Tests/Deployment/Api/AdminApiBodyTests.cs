using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class AdminApiBodyTests
{
    [Fact]
    public async Task A_large_body_is_read_whole()
    {
        var text = new string('x', 3_000_000);
        await using var server = await FakeApi.AnsweringAsync(JsonSerializer.Serialize(new { text }));

        var response = await AskAsync(server);

        response.IsOk.Should().BeTrue();
        response.Body.GetProperty("text").GetString().Should().HaveLength(text.Length);
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(1100, false)]
    public async Task Json_may_be_a_thousand_levels_deep(int depth, bool isRead)
    {
        await using var server = await FakeApi.AnsweringAsync(new string('[', depth) + new string(']', depth));

        (await AskAsync(server)).IsOk.Should().Be(isRead);
    }

    [Fact]
    public async Task An_empty_body_is_a_problem()
    {
        await using var server = await FakeApi.AnsweringAsync("");

        (await AskAsync(server)).Summary.Should().Be("200, an empty body");
    }

    [Fact]
    public async Task Html_is_a_problem_that_shows_how_it_begins()
    {
        await using var server = await FakeApi.AnsweringAsync(
            "<!doctype html>\n\n  <title>Sign in</title>", type: "text/html; charset=utf-8");

        (await AskAsync(server)).Summary.Should().Be("200, text/html \"<!doctype html> <title>Sign in</title>\"");
    }

    [Fact]
    public async Task Only_the_beginning_of_a_long_text_is_shown()
    {
        await using var server = await FakeApi.AnsweringAsync(new string('a', 5000), type: "text/plain");

        (await AskAsync(server)).BodyProblem.Should().Be($"text/plain \"{new string('a', 200)}…\"");
    }

    [Fact]
    public async Task A_body_without_content_type_is_a_problem()
    {
        await using var server = await FakeApi.StartAsync(context => context.Response.Body.WriteAsync("{}"u8.ToArray()).AsTask());

        (await AskAsync(server)).BodyProblem.Should().Be("no content type \"{}\"");
    }

    [Fact]
    public async Task Broken_json_is_a_problem_that_shows_no_data()
    {
        await using var server = await FakeApi.AnsweringAsync("{\n\"primary_email\": \"ada@example.com\"");

        var response = await AskAsync(server);

        response.IsOk.Should().BeFalse();
        response.BodyProblem.Should().StartWith("a body of 36 bytes that is not valid JSON (line 2, byte ").And.NotContain("ada");
        response.Body.ValueKind.Should().Be(JsonValueKind.Undefined);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_cut_off_is_not_verified(bool isChunked)
    {
        await using var server = await FakeApi.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            if (!isChunked) context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{\"items\":["u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var asking = () => AskAsync(server);

        (await asking.Should().ThrowAsync<NotVerifiedException>()).WithMessage("/api got no answer, also when asked again: *");
        server.Asked.Should().HaveCount(5, "a cut says nothing about the data");
    }

    [Fact]
    public async Task An_endless_body_is_refused_by_its_size()
    {
        using var content = new StreamContent(new EndlessStream());

        var (_, problem, _) = await BodyReader.ReadAsync(content, default);

        problem.Should().Be("a body of more than 256 MB");
    }

    private static Task<ApiResponse> AskAsync(FakeApi server) => server.Client().GetAsync(Example.Project(), "user:1", "/api", default);

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }
}
