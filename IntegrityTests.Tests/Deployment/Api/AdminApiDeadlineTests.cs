using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class AdminApiDeadlineTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task A_server_that_never_answers_is_asked_twice()
    {
        await using var server = await FakeApi.StartAsync(Hang);

        var asking = () => server.Client(timeout: Deadline).GetAsync(Example.Project(), "user:1", "/api", default);

        (await asking.Should().ThrowAsync<NotVerifiedException>())
            .WithMessage("/api got no answer, also when asked again: no complete answer within 0.05 s.");
        server.Asked.Should().HaveCountLessThanOrEqualTo(2, "each costs a whole deadline");
    }

    [Fact]
    public async Task The_shortest_deadline_that_an_operator_can_set_is_kept()
    {
        await using var server = await FakeApi.StartAsync(Hang);

        var asking = () => server.Client(timeout: TimeSpan.FromMilliseconds(1)).GetAsync(Example.Project(), "user:1", "/api", default);

        (await asking.Should().ThrowAsync<NotVerifiedException>()).WithMessage("*no complete answer within 0.001 s.");
    }

    [Fact]
    public async Task The_deadline_covers_the_body()
    {
        await using var server = await FakeApi.StartAsync(async context =>
        {
            await context.AnswerAsync("""{"items":[""");
            await context.Response.Body.FlushAsync();
            await Hang(context);
        });

        var asking = () => server.Client(timeout: TimeSpan.FromMilliseconds(300)).GetAsync(Example.Project(), "user:1", "/api", default);

        (await asking.Should().ThrowAsync<NotVerifiedException>()).WithMessage("*no complete answer within 0.3 s.");
    }

    [Fact]
    public async Task A_cancelled_call_is_neither_an_answer_nor_a_timeout()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = await FakeApi.StartAsync(context =>
        {
            cancel.Cancel();
            return Hang(context);
        });

        var asking = () => server.Client().GetAsync(Example.Project(), "user:1", "/api", cancel.Token);

        await asking.Should().ThrowAsync<OperationCanceledException>();
        server.Asked.Should().ContainSingle();
    }

    private static async Task Hang(HttpContext context)
    {
        var never = new TaskCompletionSource();
        await using var end = context.RequestAborted.Register(never.SetResult);
        await never.Task;
    }
}
