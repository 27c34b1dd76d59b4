using System.Net;
using System.Threading.Channels;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class AdaptivePlacesTests : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromHours(1);

    private readonly WatchedClock _clock = new();
    private readonly Channel<TaskCompletionSource<ApiResponse>> _sent = Channel.CreateUnbounded<TaskCompletionSource<ApiResponse>>();
    private readonly Queue<TaskCompletionSource<ApiResponse>> _inFlight = new();
    private readonly CallPolicy _policy;

    public AdaptivePlacesTests() => _policy = new CallPolicy(new CallPolicyOptions
    {
        Timeout = Timeout,
        RetryDelay = TimeSpan.FromSeconds(20),
        Concurrency = 64,
        FindsConcurrency = true,
        IsPassing = status => status == HttpStatusCode.TooManyRequests,
        Clock = _clock,
    });

    public ValueTask DisposeAsync() => _policy.DisposeAsync();

    [Fact]
    public async Task More_calls_are_made_at_once_as_long_as_that_is_faster()
    {
        Call(count: 300);
        await SentAsync(2);
        _sent.Reader.TryRead(out _).Should().BeFalse("the others wait for a place");

        await ReachAsync(8);

        _sent.Reader.TryRead(out _).Should().BeFalse();
    }

    [Fact]
    public async Task Refusals_halve_the_calls_at_once_and_those_in_flight_are_finished()
    {
        Call(count: 300);
        await SentAsync(2);
        await ReachAsync(8);
        // Those that began before there were eight say nothing about eight.
        for (var call = 0; call < 8; call++)
        {
            Answer();
            await SentAsync(1);
        }

        await RefuseAsync();
        await RefuseAsync();
        await SentAsync(2);
        await RefuseAsync();

        _policy.Words.Should().Be("4 at once: it refused calls, or did not answer, at 8");
        for (var taken = 7; taken > 4; taken--) Answer();
        _sent.Reader.TryRead(out _).Should().BeFalse("there are as many calls in flight as there are places");
        Answer();
        await SentAsync(1);
    }

    [Fact]
    public async Task Waiting_for_a_place_can_be_called_off()
    {
        Call(count: 2);
        await SentAsync(2);
        using var cancel = new CancellationTokenSource();
        var waiting = CallAsync(cancel.Token);
        var next = CallAsync();

        await cancel.CancelAsync();

        await waiting.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        Answer();
        await SentAsync(1);
        while (_inFlight.TryDequeue(out var call)) call.SetResult(Example.Response("{}"));
        (await next).IsOk.Should().BeTrue();
    }

    // Climbs by two calls at a time: whoever is answered makes room for another call.
    private async Task ReachAsync(int limit)
    {
        for (var turn = 0; turn < 300 && _policy.Words != $"{limit} at once"; turn++)
        {
            var before = _policy.Words;
            Answer();
            await SentAsync(1);
            if (_policy.Words != before) await SentAsync(2);
        }

        _policy.Words.Should().Be($"{limit} at once");
        _inFlight.Should().HaveCount(limit);
    }

    private async Task SentAsync(int count)
    {
        for (var call = 0; call < count; call++) _inFlight.Enqueue(await _sent.Reader.ReadAsync());
    }

    private void Answer()
    {
        _clock.Advance(TimeSpan.FromSeconds(0.5) / _inFlight.Count);
        _inFlight.Dequeue().SetResult(Example.Response("{}"));
    }

    // The pause before the next attempt begins when the place was given back.
    private async Task RefuseAsync()
    {
        _inFlight.Dequeue().SetResult(Example.Response(status: HttpStatusCode.TooManyRequests));
        TimeSpan wait;
        do wait = await _clock.NextWaitAsync();
        while (wait == Timeout || wait == System.Threading.Timeout.InfiniteTimeSpan);
    }

    private void Call(int count)
    {
        for (var call = 0; call < count; call++) _ = CallAsync();
    }

    private Task<ApiResponse> CallAsync(CancellationToken cancel = default) => _policy.CallAsync(
        (_, _) =>
        {
            var answer = new TaskCompletionSource<ApiResponse>();
            _sent.Writer.TryWrite(answer);
            return new ValueTask<ApiResponse>(answer.Task);
        },
        0,
        cancel).AsTask();
}
