using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>Something that goes wrong between the rows and the caller.</summary>
internal abstract class Fault
{
    /// <summary>Gives the answer that is sent in the place of the right one.</summary>
    public abstract ValueTask<Answer> AlterAsync(HttpContext context, Answer answer);

    protected static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    protected static bool IsUserList(HttpContext context) => context.Request.Path == "/api/v1/users";
}
