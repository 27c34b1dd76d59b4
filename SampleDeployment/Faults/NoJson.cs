using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>The body is text that claims to be JSON.</summary>
internal sealed class NoJson : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsApi(context) ? answer with { Body = "upstream said no"u8.ToArray() } : answer);
}
