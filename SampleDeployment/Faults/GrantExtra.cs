using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A user has a permission that no row grants.</summary>
internal sealed class GrantExtra(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsGrants(context) ? answer.Edit(Grant) : answer);

    private void Grant(JsonObject body) =>
        body.Items().Add(new JsonObject { ["id"] = "owner", ["user_id"] = User.ToString() });
}
