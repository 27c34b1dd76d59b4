using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>The list has no second page, whatever there is.</summary>
internal sealed class ListEndsEarly : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsUserList(context) ? answer.Edit(body => body["pagination"]!["next_cursor"] = null) : answer);
}
