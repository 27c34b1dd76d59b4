using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A user is not in the list.</summary>
internal sealed class UserMissing(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsUserList(context)
        ? answer.Edit(body => body.Items().Remove(body.Item(User)))
        : answer);
}
