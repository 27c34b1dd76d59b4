using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A user is in the list twice.</summary>
internal sealed class UserTwice(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsUserList(context) ? answer.Edit(Repeat) : answer);

    private void Repeat(JsonObject body)
    {
        if (body.Item(User) is { } item)
            body.Items().Add(item.DeepClone());
    }
}
