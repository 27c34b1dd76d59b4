using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>The connection breaks in the middle of the body.</summary>
internal sealed class ConnectionLost : Fault
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsApi(context) ? answer with { Write = WriteHalfAsync } : answer);

    private static async Task WriteHalfAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        await context.Response.BodyWriter.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
        context.Abort();
    }
}
