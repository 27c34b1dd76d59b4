using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Everything is answered with 500.</summary>
internal sealed class AlwaysCrashes : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsApi(context) ? Answer.SomethingWentWrong() : answer);
}
