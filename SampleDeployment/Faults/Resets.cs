using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>After some answers every connection is reset.</summary>
internal sealed class Resets(int answers) : Fault
{
    private int _answered;

    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer)
    {
        if (IsApi(context) && Interlocked.Increment(ref _answered) > answers)
            context.Abort();
        return new(answer);
    }
}
