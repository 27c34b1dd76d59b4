using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Every answer takes longer.</summary>
internal sealed class Slow(int milliseconds) : Fault
{
    public override async ValueTask<Answer> AlterAsync(HttpContext context, Answer answer)
    {
        await Task.Delay(milliseconds, context.RequestAborted);
        return answer;
    }
}
