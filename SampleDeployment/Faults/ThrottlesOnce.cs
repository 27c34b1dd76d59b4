using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Every URL is answered with 429 and Retry-After the first time it is asked for.</summary>
internal sealed class ThrottlesOnce(int seconds) : Fault
{
    private readonly FirstTimes _first = new();

    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsApi(context) && _first.Is(context)
        ? Answer.Text(429, "Too many requests") with { RetryAfter = $"{seconds}" }
        : answer);
}
