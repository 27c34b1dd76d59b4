using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>The next page is always the one that was just read.</summary>
internal sealed class CursorEndless : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) => new(IsUserList(context) ? answer.Edit(Repeat) : answer);

    private static void Repeat(JsonObject body)
    {
        if (body.Items().FirstOrDefault() is { } first)
            body["pagination"]!["next_cursor"] = first["id"]!.DeepClone();
    }
}
