using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>After some answers there is no further one, until the caller gives up.</summary>
internal sealed class Hangs(int answers) : Fault
{
    private int _answered;

    public override async ValueTask<Answer> AlterAsync(HttpContext context, Answer answer)
    {
        if (IsApi(context) && Interlocked.Increment(ref _answered) > answers)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        return answer;
    }
}
