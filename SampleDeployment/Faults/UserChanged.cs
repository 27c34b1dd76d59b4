using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Reading a user gives another name than the row has.</summary>
internal sealed class UserChanged(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsRead(context)
        ? answer.Edit(body => body["display_name"] = "somebody else")
        : answer);
}
