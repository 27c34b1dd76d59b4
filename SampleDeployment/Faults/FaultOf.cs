using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A fault of one project's answers only, or of some of them.</summary>
/// <param name="owner">The project's id, or its Stripe account for what is wrong with Stripe's list.</param>
/// <param name="path">How the URL begins behind <c>/api/v1/</c>, such as <c>users?</c> for the list alone; empty for every URL.</param>
/// <param name="fault">The fault.</param>
internal sealed class FaultOf(string owner, string path, Fault fault) : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        IsOwn(context.Request) ? fault.AlterAsync(context, answer) : new(answer);

    private bool IsOwn(HttpRequest request) =>
        (request.Headers["x-stack-project-id"] == owner || request.Headers["Stripe-Account"] == owner)
        && (path.Length == 0 || $"{request.Path}{request.QueryString}".StartsWith($"/api/v1/{path}", StringComparison.Ordinal));
}
