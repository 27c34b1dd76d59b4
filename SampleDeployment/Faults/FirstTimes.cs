using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace SampleDeployment.Faults;

/// <summary>Knows which URLs, of which projects, have been asked for.</summary>
internal sealed class FirstTimes
{
    private readonly ConcurrentDictionary<string, bool> _seen = new();

    public bool Is(HttpContext context) =>
        _seen.TryAdd($"{context.Request.Headers["x-stack-project-id"]}{context.Request.Headers["Stripe-Account"]} {context.Request.Path}{context.Request.QueryString}", true);
}
