using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A user has one more of each item than was given.</summary>
internal sealed class BalanceOff(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(context.Request.Path.StartsWithSegments($"/api/v1/payments/items/user/{User}")
            ? answer.Edit(body => body["quantity"] = body["quantity"]!.GetValue<long>() + 1)
            : answer);
}
