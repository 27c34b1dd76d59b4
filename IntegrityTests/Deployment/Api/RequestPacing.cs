using System.Threading.RateLimiting;

namespace IntegrityTests.Deployment.Api;

/// <summary>The one limit of a run on requests in flight and per second, whatever the number of checks that run at once.</summary>
public sealed class RequestPacing : IAsyncDisposable
{
    private const int TicksPerSecond = 50;
    private readonly ConcurrencyLimiter _inFlight;
    private readonly TokenBucketRateLimiter? _rate;

    /// <summary>Creates the limits.</summary>
    /// <param name="concurrency">Requests in flight, from 1.</param>
    /// <param name="maxRequestsPerSecond">Requests a second, from 1; null: no limit.</param>
    public RequestPacing(int concurrency, int? maxRequestsPerSecond)
    {
        _inFlight = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = concurrency,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        if (maxRequestsPerSecond is not { } rate) return;
        var tokens = Math.Max(1, rate / TicksPerSecond);
        _rate = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = tokens,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / rate),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Waits for a place; disposing the result frees it.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancel)
    {
        if (_rate is not null) (await _rate.AcquireAsync(1, cancel)).Dispose();
        return await _inFlight.AcquireAsync(1, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _inFlight.DisposeAsync();
        if (_rate is not null) await _rate.DisposeAsync();
    }
}
