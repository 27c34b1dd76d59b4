using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A proxy answers everything with a page of its own.</summary>
internal sealed class Html : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(new Answer(200, "text/html; charset=utf-8", "<!doctype html><html><body><h1>Welcome</h1></body></html>"u8.ToArray()));
}
