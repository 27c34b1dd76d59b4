using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Npgsql;
using SampleDeployment.Api.Projects;
using SampleDeployment.Faults;

namespace SampleDeployment.Api.Http;

/// <summary>One request and its answer: admitted, answered, perhaps spoiled by a fault, and sent.</summary>
internal sealed class Exchange(ProjectContexts projects, ApiSettings settings)
{
    private readonly Admission _admission = new(projects, settings.AdminKey);

    public Task ServeAsync(HttpContext context, IReadOnlyList<string> access, Func<ApiRequest, Task<Answer>> endpoint) =>
        ServeAsync(context, async inner => await endpoint(new(inner, await _admission.AdmitAsync(inner, access), settings.Clock)));

    public async Task ServeAsync(HttpContext context, Func<HttpContext, Task<Answer>> endpoint)
    {
        var call = new FaultCall(context, projects);
        var next = () => AnswerAsync(context, endpoint);
        foreach (var fault in settings.Faults)
        {
            var inner = next;
            next = () => fault(call, inner);
        }

        var answer = await next();
        if (settings.Latency > TimeSpan.Zero)
            await Task.Delay(settings.Latency, context.RequestAborted);
        await SendAsync(context, answer);
    }

    private static async Task<Answer> AnswerAsync(HttpContext context, Func<HttpContext, Task<Answer>> endpoint)
    {
        try
        {
            return await endpoint(context);
        }
        catch (ApiError error)
        {
            return error.Answer;
        }
        catch (Exception crash) when (crash is InvalidResponseException or NpgsqlException or JsonException or InvalidOperationException)
        {
            return Answer.SomethingWentWrong();
        }
    }

    private static async Task SendAsync(HttpContext context, Answer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Connection = "keep-alive";
        response.Headers.KeepAlive = "timeout=5";
        if (answer.KnownError is not null)
            response.Headers["x-stack-known-error"] = answer.KnownError;
        if (answer.Status >= 400 && context.Request.Headers["x-stack-override-error-status"] == "true")
        {
            response.Headers["x-stack-actual-status"] = answer.Status.ToString(CultureInfo.InvariantCulture);
            response.StatusCode = 200;
        }

        if (answer.RetryAfter is not null)
            response.Headers.RetryAfter = answer.RetryAfter;
        if (answer.Location is not null)
            response.Headers.Location = answer.Location;
        if (answer.Write is { } write)
            await write(context, answer.Body);
        else
            await response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }
}
