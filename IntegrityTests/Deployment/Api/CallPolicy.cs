using System.Net;
using System.Threading.RateLimiting;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace IntegrityTests.Deployment.Api;

/// <summary>
/// The rules for calls to one server, for a whole run: each attempt waits for its place, then has a deadline; an attempt whose failure
/// says nothing about the data is made again.
/// </summary>
internal sealed class CallPolicy : IAsyncDisposable
{
    private const int MaxRetries = 4;
    private const int MaxRetriesOfTimeouts = 1;
    private const int RateTicksPerSecond = 50;
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(60);

    private readonly ConcurrencyLimiter? _inFlight;
    private readonly AdaptivePlaces? _places;
    private readonly RateLimiter? _rate;
    private readonly ResiliencePipeline<ApiResponse> _pipeline;

    /// <summary>Creates the limits, which all calls of this instance share.</summary>
    public CallPolicy(CallPolicyOptions options)
    {
        _rate = options.Rate;
        var builder = new ResiliencePipelineBuilder<ApiResponse> { TimeProvider = options.Clock };
        builder.AddRetry(new RetryStrategyOptions<ApiResponse>
        {
            ShouldHandle = arguments => ValueTask.FromResult(IsRepeated(arguments.Outcome, arguments.AttemptNumber, options.IsPassing)),
            MaxRetryAttempts = MaxRetries,
            Delay = options.RetryDelay,
            MaxDelay = MaxDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = arguments => ValueTask.FromResult(Limited(arguments.Outcome.Result?.RetryAfter)),
        });
        if (options.GoOn is { } goOn) builder.AddStrategy(_ => new Pauses(goOn), new NoOptions());
        if (_rate is not null) builder.AddRateLimiter(_rate);
        if (options.FindsConcurrency)
        {
            var places = new AdaptivePlaces(
                options.Concurrency,
                outcome => outcome.Exception is { } failure ? IsPassing(failure) : options.IsPassing(outcome.Result!.Status),
                options.Clock);
            builder.AddStrategy(_ => places, new NoOptions());
            _places = places;
        }
        else
        {
            builder.AddRateLimiter(_inFlight = InFlight(options.Concurrency));
        }

        // By a generator: Polly refuses less than 10 ms as a fixed value.
        var deadline = new TimeoutStrategyOptions { TimeoutGenerator = _ => ValueTask.FromResult(options.Timeout) };
        _pipeline = builder.AddTimeout(deadline).Build();
    }

    /// <summary>How many calls are made at once and why not more; null where that does not change.</summary>
    public string? Words => _places?.Words;

    /// <summary>Calls within the rules.</summary>
    /// <param name="attempt">Makes one attempt; it is called up to five times.</param>
    /// <param name="state">Given to each attempt.</param>
    /// <param name="cancel">Cancels the call, also while it waits.</param>
    /// <returns>The answer; after five refusals for load the last of them.</returns>
    /// <exception cref="Exception">What the last attempt threw; <see cref="IsPassing(Exception)"/> where there was no answer.</exception>
    public ValueTask<ApiResponse> CallAsync<TState>(
        Func<TState, CancellationToken, ValueTask<ApiResponse>> attempt, TState state, CancellationToken cancel) =>
        _pipeline.ExecuteAsync(static (call, token) => call.attempt(call.state, token), (attempt, state), cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_inFlight is not null) await _inFlight.DisposeAsync();
        if (_rate is not null) await _rate.DisposeAsync();
    }

    /// <summary>Spreads calls evenly: at most a fiftieth of a second's calls begin at the same moment.</summary>
    /// <param name="perSecond">Calls per second, from 1; null: no limit.</param>
    public static RateLimiter? Rate(int? perSecond) => perSecond is { } rate ? new TokenBucketRateLimiter(RateOptions(rate)) : null;

    internal static TokenBucketRateLimiterOptions RateOptions(int perSecond)
    {
        var tokens = Math.Max(1, perSecond / RateTicksPerSecond);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = tokens,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / perSecond),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
    }

    private static ConcurrencyLimiter InFlight(int most) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = most,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Whether there was no answer: no connection, one that broke, or none in time.</summary>
    public static bool IsPassing(Exception exception) => exception is HttpRequestException or IOException or TimeoutRejectedException;

    private static bool IsRepeated(Outcome<ApiResponse> outcome, int attempt, Func<HttpStatusCode, bool> isPassing) =>
        outcome.Exception switch
        {
            null => isPassing(outcome.Result!.Status),
            // Each costs a whole deadline: a server that hangs would otherwise hold the run for minutes.
            TimeoutRejectedException => attempt < MaxRetriesOfTimeouts,
            var exception => IsPassing(exception),
        };

    private static TimeSpan? Limited(TimeSpan? wanted) => wanted switch
    {
        null => null,
        { } delay when delay < TimeSpan.Zero => TimeSpan.Zero,
        { } delay => delay < MaxDelay ? delay : MaxDelay,
    };

    /// <summary>Lets an attempt wait while the run pauses.</summary>
    private sealed class Pauses(Func<CancellationToken, ValueTask> goOn) : ResilienceStrategy<ApiResponse>
    {
        protected override async ValueTask<Outcome<ApiResponse>> ExecuteCore<TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<ApiResponse>>> callback, ResilienceContext context, TState state)
        {
            try
            {
                await goOn(context.CancellationToken);
            }
            catch (OperationCanceledException cancelled)
            {
                return Outcome.FromException<ApiResponse>(cancelled);
            }

            return await callback(context, state);
        }
    }

    private sealed class NoOptions : ResilienceStrategyOptions;
}

/// <summary>What <see cref="CallPolicy"/> keeps to.</summary>
internal sealed record CallPolicyOptions
{
    /// <summary>The time limit of one attempt, without the waiting for its place; more than zero.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>
    /// The first pause before another attempt; it doubles with each, up to a minute. A Retry-After of the server replaces it, up to a
    /// minute.
    /// </summary>
    public required TimeSpan RetryDelay { get; init; }

    /// <summary>Attempts at the same time, from 1; with <see cref="FindsConcurrency"/> the most of them.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Whether the server's answers say how many attempts are made at the same time. Default: false.</summary>
    public bool FindsConcurrency { get; init; }

    /// <summary>What each attempt waits for before anything else. Null, the default: nothing.</summary>
    public Func<CancellationToken, ValueTask>? GoOn { get; init; }

    /// <summary>From which each attempt takes a permit; it is disposed with the policy. Null: no limit.</summary>
    public RateLimiter? Rate { get; init; }

    /// <summary>Which statuses say nothing about the data, so that the call is made again.</summary>
    public required Func<HttpStatusCode, bool> IsPassing { get; init; }

    /// <summary>The clock of deadlines and pauses.</summary>
    public required TimeProvider Clock { get; init; }
}
