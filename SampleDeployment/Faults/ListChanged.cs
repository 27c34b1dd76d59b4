using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>The list gives another name for a user than the row has.</summary>
internal sealed class ListChanged(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsUserList(context) ? answer.Edit(Rename) : answer);

    private void Rename(JsonObject body)
    {
        if (body.Item(User) is { } item)
            item["display_name"] = "somebody else";
    }
}
