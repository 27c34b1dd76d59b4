using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Stripe's list always has more, even when it has nothing more.</summary>
internal sealed class StripeEndless : StripeFault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsStripe(context) ? answer.Edit(body => body["has_more"] = true) : answer);
}
