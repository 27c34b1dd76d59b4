using Microsoft.AspNetCore.Http;

namespace IntegrityTests.Tests.Fakes;

internal static class Answers
{
    public static Task AnswerAsync(this HttpContext context, string body, int status = 200, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }
}
