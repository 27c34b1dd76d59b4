using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A permission that a row grants to a user is not listed.</summary>
internal sealed class GrantMissing(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsGrants(context) ? answer.Edit(body => body.Items().Clear()) : answer);
}
