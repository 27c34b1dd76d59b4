using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Stripe answers 429 with Retry-After the first time that a page is asked for.</summary>
internal sealed class StripeThrottlesOnce(int seconds) : StripeFault
{
    private readonly FirstTimes _first = new();

    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsStripe(context) && _first.Is(context)
        ? Answer.Text(429, """{"error":{"message":"Too many requests","type":"rate_limit_error"}}""") with { RetryAfter = $"{seconds}", ContentType = "application/json" }
        : answer);
}
