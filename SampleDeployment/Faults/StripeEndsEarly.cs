using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Stripe's list ends with its first page.</summary>
internal sealed class StripeEndsEarly : StripeFault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsStripe(context) ? answer.Edit(body => body["has_more"] = false) : answer);
}
