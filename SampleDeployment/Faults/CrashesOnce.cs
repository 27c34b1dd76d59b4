using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Every URL is answered with 500 the first time it is asked for.</summary>
internal sealed class CrashesOnce : Fault
{
    private readonly FirstTimes _first = new();

    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsApi(context) && _first.Is(context) ? Answer.SomethingWentWrong() : answer);
}
