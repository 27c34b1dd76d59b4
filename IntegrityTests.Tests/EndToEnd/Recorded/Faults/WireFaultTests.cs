using System.Text;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The server misbehaves: what says nothing about the data is no finding, and what was not verified is never green.</summary>
public sealed class WireFaultTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task A_500_that_is_gone_when_asked_again_is_a_warning_and_a_connection_that_breaks_once_not_even_that()
    {
        await using var deployment = await deployments.DeployAsync();
        var crash = Once(Paths.User(Granting.Editor), async response =>
        {
            response.StatusCode = 500;
            await response.WriteAsync("Something went wrong.");
        });
        var cut = Once(Paths.User(Granting.PlainUser), Break);
        deployment.Api.Intercept = async context => await crash(context) || await cut(context);

        var run = await deployment.VerifyAsync(Granting.Id);

        run.Should().BeGreen();
        run.Should().FindExactly(("USR002", Granting.Id, $"user:{Granting.Editor}"));
        run.Findings.Findings.Should().OnlyContain(finding => finding.Severity == "warning");
        run.Should().HaveVerified("USR002", rows: Granting.Users);
        deployment.Api.Asked.Count(asked => asked.Path == Paths.User(Granting.PlainUser)).Should().Be(2, "the broken connection was made again");
    }

    [FactRequiringFacts]
    public async Task An_answer_that_is_cut_off_every_time_is_not_verified_and_all_others_are()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Api.Intercept = Always(Paths.User(Granting.Editor), async response =>
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"id":"db65"""));
            await response.Body.FlushAsync();
            await Break(response);
        });

        var run = await deployment.VerifyAsync(Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly();
        run.Should().Say("NOT VERIFIED", Paths.User(Granting.Editor), "got no answer");
        run.Findings.OfKind("not-verified").Should().ContainSingle().Which["subject"]!.ToString().Should().EndWith($"user:{Granting.Editor}");
        run.Findings.Totals["USR002"].Verified.Should().Be(Granting.Users - 1);
    }

    private static Task Break(HttpResponse response)
    {
        response.HttpContext.Abort();
        return Task.CompletedTask;
    }

    private static Func<HttpContext, Task<bool>> Once(string path, Func<HttpResponse, Task> misbehave)
    {
        var left = 1;
        return context => Misbehaving(context, path, () => Interlocked.Exchange(ref left, 0) == 1, misbehave);
    }

    private static Func<HttpContext, Task<bool>> Always(string path, Func<HttpResponse, Task> misbehave) =>
        context => Misbehaving(context, path, () => true, misbehave);

    private static async Task<bool> Misbehaving(HttpContext context, string path, Func<bool> isTime, Func<HttpResponse, Task> misbehave)
    {
        if (context.Request.Path != path || !isTime()) return false;
        await misbehave(context.Response);
        return true;
    }
}
