using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Stripe;

namespace SampleDeployment.Faults;

/// <summary>A fault in Stripe's list.</summary>
internal abstract class StripeFault : Fault
{
    protected static bool IsStripe(HttpContext context) => context.Request.Path == BalanceEndpoint.Path;

    protected static bool IsFirstPage(HttpContext context) => IsStripe(context) && !context.Request.Query.ContainsKey("starting_after");
}
