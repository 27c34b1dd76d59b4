using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>The JSON ends in the middle, though the response is complete.</summary>
internal sealed class BodyCut : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsApi(context) ? answer with { Body = answer.Body[..(answer.Body.Length / 2)] } : answer);
}
