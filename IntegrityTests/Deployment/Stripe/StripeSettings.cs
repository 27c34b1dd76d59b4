namespace IntegrityTests.Deployment.Stripe;

/// <summary>Where Stripe's API is and how it is asked.</summary>
/// <param name="BaseUrl">The URL before <c>/v1</c>.</param>
/// <param name="Key">The platform's secret key. A secret.</param>
/// <param name="Timeout">Deadline of one attempt, headers and body.</param>
public sealed record StripeSettings(Uri BaseUrl, string Key, TimeSpan Timeout)
{
    /// <summary>Requests in flight. Default: 4; Stripe refuses more than about 25 per second for a test account.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>The first pause before asking again; it doubles with each try. Default: 500 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether findings may quote what is not JSON, which can hold personal data. Default: false.
    /// </summary>
    public bool QuotesBodies { get; init; }

    /// <summary>The clock of deadlines, pauses and Stripe's Retry-After. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override string ToString() => BaseUrl.ToString();
}
