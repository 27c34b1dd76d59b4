using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>A user that exists cannot be read.</summary>
internal sealed class UserStatus(Guid user) : UserFault(user)
{
    public override ValueTask<Answer> AlterAsync(HttpContext context, Answer answer) =>
        new(IsRead(context) ? ApiError.UserNotFound().Answer : answer);
}
