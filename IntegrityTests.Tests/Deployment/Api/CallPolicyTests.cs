using System.Net;
using System.Threading.RateLimiting;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Tests.Fakes;
using Polly.Timeout;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class CallPolicyTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly WatchedClock _clock = new();
    private int _attempts;

    [Fact]
    public async Task A_call_begins_only_when_another_gives_back_its_place()
    {
        await using var policy = Policy(concurrency: 2);
        var first = new TaskCompletionSource<ApiResponse>();
        var second = new TaskCompletionSource<ApiResponse>();
        var calls = new[] { CallAsync(policy, first.Task), CallAsync(policy, second.Task) };

        var third = CallAsync(policy, Task.FromResult(Example.Response("{}")));
        _attempts.Should().Be(2);
        third.IsCompleted.Should().BeFalse();
        first.SetResult(Example.Response("{}"));

        await third;
        second.SetResult(Example.Response("{}"));
        await Task.WhenAll(calls);
        _attempts.Should().Be(3);
    }

    [Fact]
    public async Task Waiting_for_a_place_can_be_cancelled()
    {
        await using var policy = Policy(concurrency: 1);
        var only = new TaskCompletionSource<ApiResponse>();
        var holder = CallAsync(policy, only.Task);
        using var cancel = new CancellationTokenSource();

        var waiting = CallAsync(policy, only.Task, cancel.Token);
        await cancel.CancelAsync();

        await waiting.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        only.SetResult(Example.Response("{}"));
        await holder;
        _attempts.Should().Be(1);
    }

    [Fact]
    public async Task The_deadline_begins_when_there_is_a_place()
    {
        await using var policy = Policy(concurrency: 1);
        var only = new TaskCompletionSource<ApiResponse>();
        var holder = CallAsync(policy, only.Task);
        (await _clock.NextWaitAsync()).Should().Be(Timeout);

        var waiting = CallAsync(policy, Task.FromResult(Example.Response("{}")));
        _clock.Advance(Timeout - TimeSpan.FromTicks(1));
        waiting.IsCompleted.Should().BeFalse();
        only.SetResult(Example.Response("{}"));

        (await waiting).IsOk.Should().BeTrue();
        await holder;
    }

    [Fact]
    public async Task Attempts_that_end_late_are_made_twice()
    {
        await using var policy = Policy(concurrency: 1);
        var call = policy.CallAsync(
            async (_, cancel) =>
            {
                _attempts++;
                await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, cancel);
                return Example.Response("{}");
            },
            0,
            default).AsTask();

        (await _clock.NextWaitAsync()).Should().Be(Timeout);
        _clock.Advance(Timeout);
        var pause = await _clock.NextWaitAsync();
        _clock.Advance(pause);
        (await _clock.NextWaitAsync()).Should().Be(Timeout);
        _clock.Advance(Timeout);

        (await call.Invoking(task => task).Should().ThrowAsync<TimeoutRejectedException>()).Which.Timeout.Should().Be(Timeout);
        _attempts.Should().Be(2);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(3600, 60)]
    public async Task The_pause_that_the_server_asks_for_is_kept_up_to_a_minute(int asked, int kept)
    {
        await using var policy = Policy(concurrency: 1);
        var refused = Example.Response(status: HttpStatusCode.TooManyRequests) with { RetryAfter = TimeSpan.FromSeconds(asked) };

        var call = policy.CallAsync(
            (_, _) => ValueTask.FromResult(_attempts++ == 0 ? refused : Example.Response("{}")), 0, default).AsTask();

        (await _clock.NextWaitAsync()).Should().Be(Timeout);
        (await _clock.NextWaitAsync()).Should().Be(TimeSpan.FromSeconds(kept));
        _clock.Advance(TimeSpan.FromSeconds(kept));
        (await call).IsOk.Should().BeTrue();
    }

    [Fact]
    public async Task Each_attempt_takes_a_permit_of_the_rate()
    {
        using var rate = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 4,
            TokensPerPeriod = 4,
            ReplenishmentPeriod = TimeSpan.FromDays(1),
            QueueLimit = int.MaxValue,
            AutoReplenishment = false,
        });
        await using var policy = Policy(concurrency: 16, rate);
        var refused = Example.Response(status: HttpStatusCode.TooManyRequests) with { RetryAfter = TimeSpan.Zero };

        await policy.CallAsync((_, _) => ValueTask.FromResult(_attempts++ < 2 ? refused : Example.Response("{}")), 0, default);
        await CallAsync(policy, Task.FromResult(Example.Response("{}")));
        using var cancel = new CancellationTokenSource();
        var fifth = CallAsync(policy, Task.FromResult(Example.Response("{}")), cancel.Token);

        _attempts.Should().Be(4);
        fifth.IsCompleted.Should().BeFalse("the four permits are used up");
        await cancel.CancelAsync();
        await fifth.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 1)]
    [InlineData(99, 1)]
    [InlineData(1000, 20)]
    public void A_rate_spreads_calls_over_the_second(int perSecond, int atOnce)
    {
        var options = CallPolicy.RateOptions(perSecond);

        options.TokenLimit.Should().Be(atOnce, "no more may begin at once, also after a pause");
        (options.TokensPerPeriod / options.ReplenishmentPeriod.TotalSeconds).Should().BeApproximately(perSecond, perSecond * 1e-5);
        options.AutoReplenishment.Should().BeTrue();
        options.QueueLimit.Should().Be(int.MaxValue, "a call waits and is never refused");
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

    private CallPolicy Policy(int concurrency, RateLimiter? rate = null) => new(new CallPolicyOptions
    {
        Timeout = Timeout,
        RetryDelay = TimeSpan.FromSeconds(1),
        Concurrency = concurrency,
        Rate = rate,
        IsPassing = status => status == HttpStatusCode.TooManyRequests,
        Clock = _clock,
    });

    private Task<ApiResponse> CallAsync(CallPolicy policy, Task<ApiResponse> answer, CancellationToken cancel = default)
    {
        return policy.CallAsync(AttemptAsync, 0, cancel).AsTask();

        ValueTask<ApiResponse> AttemptAsync(int state, CancellationToken token)
        {
            Interlocked.Increment(ref _attempts);
            return new ValueTask<ApiResponse>(answer.WaitAsync(token));
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
    }
}
