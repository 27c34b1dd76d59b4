using System.Collections.Concurrent;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Running.Support;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using Xunit;

namespace IntegrityTests.Tests.Checks;

/// <summary>A test case that is run again by itself, as in an IDE after a repair, asks about its project and nothing else.</summary>
public sealed class OneCaseTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData("PRJ002")]
    [InlineData("USR001")]
    [InlineData("USR002")]
    [InlineData("TEM001")]
    [InlineData("PAY001")]
    public async Task Only_its_own_project_is_asked_about(string check)
    {
        var asked = new ConcurrentQueue<(string Project, string Url)>();
        await using var sample = await ServedSample.StartAsync(clusters, "", [Noting(asked)]);
        using var folder = new TemporaryFolder();

        var run = await new SuiteHere(Variables(sample, folder)).RunAsync($"Check={check}&Project={ServedSample.Project.Id}", folder.Path);

        run.Should().BeGreen();
        asked.Should().Contain(call => call.Project == ServedSample.Project.Id);
        asked.Where(call => call.Project != ServedSample.Project.Id && call.Project.Length > 0).Should().BeEmpty();
    }

    private static Fault Noting(ConcurrentQueue<(string Project, string Url)> asked) => (call, next) =>
    {
        asked.Enqueue((call.Owner, call.Url));
        return next();
    };

    private static Dictionary<string, string> Variables(ServedSample sample, TemporaryFolder folder) => new()
    {
        ["INTEGRITY_DATABASE"] = sample.Database,
        ["INTEGRITY_API_URL"] = sample.Url,
        ["INTEGRITY_ADMIN_KEY"] = AdminCalls.Key,
        ["INTEGRITY_ALLOW_PRIMARY"] = "yes",
        ["INTEGRITY_CLOCK"] = SampleClock.Text(SampleClock.Default),
        ["INTEGRITY_RESULTS"] = folder.Path,
    };
}
