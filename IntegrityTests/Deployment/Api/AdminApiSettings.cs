namespace IntegrityTests.Deployment.Api;

/// <summary>Where the admin API is and how it is asked.</summary>
/// <param name="BaseUrl">The URL before <c>/api/v1</c>.</param>
/// <param name="AdminKey">The internal project's super secret admin key. A secret.</param>
/// <param name="Timeout">Deadline of one attempt, headers and body.</param>
/// <param name="Concurrency">Requests in flight; with <see cref="FindsConcurrency"/> the most of them.</param>
/// <param name="MaxRequestsPerSecond">Requests per second; null: no limit.</param>
public sealed record AdminApiSettings(Uri BaseUrl, string AdminKey, TimeSpan Timeout, int Concurrency, int? MaxRequestsPerSecond)
{
    /// <summary>The first pause before asking again; it doubles with each try. Default 250 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether the API's answers say how many requests are in flight. Default: false.</summary>
    public bool FindsConcurrency { get; init; }

    /// <summary>What each request waits for, such as the end of a pause. Null, the default: nothing.</summary>
    public Func<CancellationToken, ValueTask>? GoOn { get; init; }

    /// <summary>
    /// Whether findings may quote what is not JSON, which can hold personal data. Default: false.
    /// </summary>
    public bool QuotesBodies { get; init; }

    /// <summary>The clock of deadlines, pauses and the server's Retry-After. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override string ToString() => BaseUrl.ToString();
}
