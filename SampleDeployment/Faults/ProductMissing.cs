using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A user's first product is not in the list.</summary>
internal sealed class ProductMissing(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(context.Request.Path == $"/api/v1/payments/products/user/{User}" && !context.Request.Query.ContainsKey("cursor")
            ? answer.Edit(body => body.Items().RemoveAt(0))
            : answer);
}
