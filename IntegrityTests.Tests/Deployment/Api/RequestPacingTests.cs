using System.Diagnostics;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class RequestPacingTests
{
    [Fact]
    public async Task A_place_is_free_only_when_another_is_given_back()
    {
        await using var pacing = new RequestPacing(concurrency: 2, maxRequestsPerSecond: null);
        var first = await pacing.EnterAsync(default);
        using var second = await pacing.EnterAsync(default);

        var third = pacing.EnterAsync(default).AsTask();
        third.IsCompleted.Should().BeFalse();
        first.Dispose();

        (await third).Dispose();
    }

    [Fact]
    public async Task Waiting_for_a_place_can_be_cancelled()
    {
        await using var pacing = new RequestPacing(concurrency: 1, maxRequestsPerSecond: null);
        using var only = await pacing.EnterAsync(default);
        using var cancel = new CancellationTokenSource();

        var waiting = pacing.EnterAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();

        await waiting.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_rate_spreads_calls_over_time()
    {
        var watch = Stopwatch.StartNew();
        await using var pacing = new RequestPacing(concurrency: 16, maxRequestsPerSecond: 50);

        for (var i = 0; i < 6; i++) (await pacing.EnterAsync(default)).Dispose();

        watch.ElapsedMilliseconds.Should().BeGreaterThanOrEqualTo(80, "the sixth call of 50 a second comes after five times 20 ms");
    }

    [Fact]
    public async Task A_client_never_has_more_requests_in_flight_than_allowed()
    {
        const int Allowed = 3;
        var (inFlight, most) = (0, 0);
        var full = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await FakeApi.StartAsync(async context =>
        {
            var now = Interlocked.Increment(ref inFlight);
            InterlockedMax(ref most, now);
            if (now == Allowed) full.TrySetResult();
            await release.Task;
            Interlocked.Decrement(ref inFlight);
            await context.AnswerAsync("{}");
        });
        var api = server.Client(concurrency: Allowed);

        var calls = Enumerable.Range(0, 12).Select(_ => api.GetAsync(Example.Project(), "user:1", "/api", default)).ToList();
        await full.Task;
        release.SetResult();
        await Task.WhenAll(calls);

        most.Should().Be(Allowed);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
    }
}
