using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Faults;

/// <summary>The faults of a server that is broken, overloaded, slow, or not the one that was meant.</summary>
internal static class ServerFaults
{
    public static Fault BodyCut() => Broken(answer => answer with { Body = answer.Body[..(answer.Body.Length / 2)] });

    public static Fault ConnectionLost() => Broken(answer => answer with { Write = WriteHalfAsync });

    public static Fault NoJson() => Broken(answer => answer with { Body = "upstream said no"u8.ToArray() });

    public static Fault Html() => AnswerFaults.Replace(
        _ => true, _ => new(200, "text/html; charset=utf-8", "<!doctype html><html><body><h1>Welcome</h1></body></html>"u8.ToArray()));

    public static Fault OfProxy(int status) => Broken(_ => ProxyPage(status));

    public static Fault OfProxyOnce(int status) => Once(call => call.IsApi, _ => ProxyPage(status));

    public static Fault TextPlain() => Broken(answer => answer with { ContentType = "text/plain; charset=utf-8" });

    public static Fault Crashes() => Broken(_ => Answer.SomethingWentWrong());

    public static Fault CrashesOnce() => Once(call => call.IsApi, _ => Answer.SomethingWentWrong());

    public static Fault ThrottlesOnce(int seconds) =>
        Once(call => call.IsApi, _ => Answer.Text(429, "Too many requests") with { RetryAfter = $"{seconds}" });

    public static Fault StripeCrashes() =>
        AnswerFaults.Replace(call => call.IsStripe, _ => StripeError(500, "An unknown error occurred", "api_error"));

    public static Fault StripeThrottlesOnce(int seconds) =>
        Once(call => call.IsStripe, _ => StripeError(429, "Too many requests", "rate_limit_error") with { RetryAfter = $"{seconds}" });

    public static Fault Hangs(int answers) => After(answers, call => Task.Delay(Timeout.Infinite, call.Context.RequestAborted));

    public static Fault Resets(int answers) => After(answers, call =>
    {
        call.Context.Abort();
        return Task.CompletedTask;
    });

    public static Fault Slow(int milliseconds) => async (call, next) =>
    {
        var answer = await next();
        await Task.Delay(milliseconds, call.Context.RequestAborted);
        return answer;
    };

    private static Fault Broken(Func<Answer, Answer> replace) => AnswerFaults.Replace(call => call.IsApi, replace);

    // The first time that a URL of a project is asked for.
    internal static Fault Once(Func<FaultCall, bool> condition, Func<Answer, Answer> replace)
    {
        var seen = new ConcurrentDictionary<string, bool>();
        return AnswerFaults.Replace(call => condition(call) && seen.TryAdd($"{call.Owner} {call.Url}", true), replace);
    }

    private static Fault After(int answers, Func<FaultCall, Task> act)
    {
        var answered = 0;
        return async (call, next) =>
        {
            var answer = await next();
            if (call.IsApi && Interlocked.Increment(ref answered) > answers)
                await act(call);
            return answer;
        };
    }

    private static Answer ProxyPage(int status) =>
        new(status, "text/html; charset=utf-8", "<!doctype html><title>Attention</title><h1>Who are you?</h1>"u8.ToArray())
        {
            Location = status is >= 300 and < 400 ? "https://login.example.com/start?for=somebody@example.com" : null,
        };

    private static Answer StripeError(int status, string message, string type) =>
        Answer.Text(status, $$$"""{"error":{"message":"{{{message}}}","type":"{{{type}}}"}}""") with { ContentType = "application/json" };

    private static async Task WriteHalfAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        await context.Response.BodyWriter.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
        context.Abort();
    }
}
