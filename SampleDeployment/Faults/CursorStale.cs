using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>The next page begins at a user that does not exist any more, so it is empty.</summary>
internal sealed class CursorStale : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsUserList(context) ? answer.Edit(Spoil) : answer);

    private static void Spoil(JsonObject body)
    {
        if (body["pagination"]!["next_cursor"] is not null)
            body["pagination"]!["next_cursor"] = "00000000-0000-4000-8000-000000000000";
    }
}
