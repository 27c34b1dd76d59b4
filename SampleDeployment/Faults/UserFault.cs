using Microsoft.AspNetCore.Http;

namespace SampleDeployment.Faults;

/// <summary>A fault in what is said about one user.</summary>
internal abstract class UserFault(Guid user) : Fault
{
    protected Guid User => user;

    protected bool IsRead(HttpContext context) => context.Request.Path == $"/api/v1/users/{user}";

    protected bool IsGrants(HttpContext context) =>
        context.Request.Path == "/api/v1/project-permissions" && context.Request.Query["user_id"] == user.ToString();
}
