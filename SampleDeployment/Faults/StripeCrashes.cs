using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Stripe always answers 500.</summary>
internal sealed class StripeCrashes : StripeFault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsStripe(context)
        ? Answer.Text(500, """{"error":{"message":"An unknown error occurred","type":"api_error"}}""") with { ContentType = "application/json" }
        : answer);
}
