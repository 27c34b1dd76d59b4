using System.Text;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The server misbehaves: what says nothing about the data is no finding, and what was not verified is never green.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class WireFaultTests(PlantedRun run)
{
    private static readonly ProjectCopy Recovering = new(Granting.Id, "misbehaves once");
    private static readonly ProjectCopy CutOff = new(Granting.Id, "cuts off every time");

    internal static readonly Planting Misbehaving = new([Recovering, CutOff], deployment =>
    {
        deployment.Intercept(Recovering.Id, Once(Paths.User(Granting.Editor), async response =>
        {
            response.StatusCode = 500;
            await response.WriteAsync("Something went wrong.");
        }));
        deployment.Intercept(Recovering.Id, Once(Paths.User(Granting.PlainUser), Break));
        deployment.Intercept(CutOff.Id, Always(Paths.User(Granting.Editor), async response =>
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"id":"db65"""));
            await response.Body.FlushAsync();
            await Break(response);
        }));
        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_500_that_is_gone_when_asked_again_is_a_warning_and_a_connection_that_breaks_once_not_even_that()
    {
        var project = await run.InAsync(Recovering);

        project.Should().BeGreen();
        project.Should().FindExactly(("USR002", $"user:{Granting.Editor}"));
        project.Findings.Should().OnlyContain(finding => finding.Severity == "warning");
        project.Should().HaveVerified("USR002", rows: Granting.Users);
    }

    [Fact]
    public async Task A_connection_that_breaks_once_is_made_again()
    {
        var api = (await run.VerifiedAsync()).Deployment.Api;

        api.Asked.Count(asked => asked == (Recovering.Id, Paths.User(Granting.PlainUser))).Should().Be(2);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_every_time_is_not_verified_and_all_others_are()
    {
        var project = await run.InAsync(CutOff);

        project.Should().BeRed();
        project.Should().FindExactly();
        project.Run.Should().Say("NOT VERIFIED", Paths.User(Granting.Editor), "got no answer");
        project.NotVerified.Should().ContainSingle().Which["subject"]!.ToString().Should().EndWith($"user:{Granting.Editor}");
        project.Verified("USR002").Should().Be(Granting.Users - 1);
    }

    private static Task Break(HttpResponse response)
    {
        response.HttpContext.Abort();
        return Task.CompletedTask;
    }

    private static Func<HttpContext, Task<bool>> Once(string path, Func<HttpResponse, Task> misbehave)
    {
        var left = 1;
        return context => MisbehaveAsync(context, path, () => Interlocked.Exchange(ref left, 0) == 1, misbehave);
    }

    private static Func<HttpContext, Task<bool>> Always(string path, Func<HttpResponse, Task> misbehave) =>
        context => MisbehaveAsync(context, path, () => true, misbehave);

    private static async Task<bool> MisbehaveAsync(HttpContext context, string path, Func<bool> isTime, Func<HttpResponse, Task> misbehave)
    {
        if (context.Request.Path != path || !isTime()) return false;
        await misbehave(context.Response);
        return true;
    }
}
