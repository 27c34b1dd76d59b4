using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace IntegrityTests.Deployment.Api;

/// <summary>What is asked again because its failure says nothing about the data, how often, and how long after.</summary>
internal static class Retries
{
    private const int MaxRetries = 4;
    private const int MaxRetriesOfTimeouts = 1;
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(60);

    public static ResiliencePipeline<ApiResponse> Create(TimeSpan delay, Func<HttpStatusCode, bool> isPassing) => new ResiliencePipelineBuilder<ApiResponse>()
        .AddRetry(new RetryStrategyOptions<ApiResponse>
        {
            ShouldHandle = arguments => ValueTask.FromResult(IsRepeated(arguments.Outcome, arguments.AttemptNumber, isPassing)),
            MaxRetryAttempts = MaxRetries,
            Delay = delay,
            MaxDelay = MaxDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = arguments => ValueTask.FromResult(Shortened(arguments.Outcome.Result?.RetryAfter)),
        })
        .Build();

    public static bool IsPassing(Exception exception) => exception is HttpRequestException or IOException or TimeoutException;

    public static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    public static TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - TimeProvider.System.GetUtcNow() : null);

    private static bool IsRepeated(Outcome<ApiResponse> outcome, int attempt, Func<HttpStatusCode, bool> isPassing) => outcome.Exception switch
    {
        null => isPassing(outcome.Result!.Status),
        // Each costs a whole deadline: a server that hangs would otherwise hold the run for minutes.
        TimeoutException => attempt < MaxRetriesOfTimeouts,
        var exception => IsPassing(exception),
    };

    private static TimeSpan? Shortened(TimeSpan? wanted) => wanted switch
    {
        null => null,
        { } delay when delay < TimeSpan.Zero => TimeSpan.Zero,
        { } delay => delay < MaxDelay ? delay : MaxDelay,
    };
}
