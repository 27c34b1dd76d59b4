using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using SampleClickHouse.Engine;
using SampleDeployment.Damages;
using SampleDeployment.Faults;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

public sealed class SampleProcessTests
{
    private static readonly string[] Small = ["--projects", "1", "--users", "5"];

    [Fact]
    public async Task Two_run_at_once_and_leave_nothing()
    {
        var starts = await Task.WhenAll(SampleProcess.StartAsync(Small), SampleProcess.StartAsync(Small));
        await using var one = starts[0];
        await using var other = starts[1];

        one.Output[^1].Should().Be("ready");
        one.Variables.Keys.Should().BeEquivalentTo(
            "INTEGRITY_DATABASE", "INTEGRITY_API_URL", "INTEGRITY_ADMIN_KEY", "INTEGRITY_ALLOW_PRIMARY", "INTEGRITY_STRIPE_KEY",
            "INTEGRITY_STRIPE_URL", "INTEGRITY_CLOCK");
        one.Variables["INTEGRITY_DATABASE"].Should().NotBe(other.Variables["INTEGRITY_DATABASE"]);
        (await HealthAsync(one)).Should().Be(HttpStatusCode.OK);
        (await HealthAsync(other)).Should().Be(HttpStatusCode.OK);
        one.Folders.Should().ContainSingle();

        await one.StopAsync();

        one.ExitCode.Should().Be(0);
        one.Folders.Should().BeEmpty();
        (await HealthAsync(other)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_killed_one_leaves_nothing()
    {
        await using var sample = await SampleProcess.StartAsync(Small);
        var server = PostmasterId(sample.Folders.Single());

        sample.Kill();

        (await Eventually.IsTrueAsync(() => sample.Folders.Length == 0)).Should().BeTrue("the watchdog removes the folder");
        (await Eventually.IsTrueAsync(() => !IsRunning(server))).Should().BeTrue("the watchdog stops the server");
    }

    [FactRequiringClickHouse]
    public async Task ClickHouse_ends_with_a_killed_one()
    {
        await using var sample = await SampleProcess.StartAsync([.. Small, "--clickhouse"]);
        var port = new Uri(sample.Variables["INTEGRITY_CLICKHOUSE_URL"]).Port;

        sample.Kill();

        (await Eventually.IsTrueAsync(() => !IsServed(port))).Should().BeTrue("its input has ended");
    }

    [Fact]
    public async Task Without_the_engine_there_is_no_ClickHouse_and_the_rest_goes_on()
    {
        await using var sample = await SampleProcess.StartAsync([.. Small, "--clickhouse"], (EngineLibrary.Variable, "/nowhere"));

        sample.Output[^1].Should().Be("ready");
        sample.Variables.Keys.Should().NotContain("INTEGRITY_CLICKHOUSE_URL");
        await sample.StopAsync();
        (await sample.Errors).Should().Contain("Going on without ClickHouse. SAMPLE_CLICKHOUSE_ENGINE is '/nowhere'");
    }

    [Fact]
    public async Task What_a_killed_one_and_its_killed_watchdog_left_is_removed_by_the_next()
    {
        await using var sample = await SampleProcess.StartAsync(Small);
        var server = PostmasterId(sample.Folders.Single());
        KillWatchdogOf(sample);
        sample.Kill();
        await Eventually.IsTrueAsync(() => !IsRunning(sample.Id));

        await using var next = await PrivateCluster.StartAsync(CancellationToken.None);

        (await Eventually.IsTrueAsync(() => sample.Folders.Length == 0))
            .Should().BeTrue("this start, or one beside it, removes the folder");
        (await Eventually.IsTrueAsync(() => !IsRunning(server))).Should().BeTrue("the server is stopped first");
    }

    [Theory]
    [InlineData("--port", "abc")]
    [InlineData("--port")]
    [InlineData("--users", "-1")]
    [InlineData("--damage", "99")]
    [InlineData("--clock", "yesterday")]
    [InlineData("--fault", "none")]
    [InlineData("--platform", "2026-05")]
    [InlineData("--damage", "5", "--users", "10")]
    [InlineData("--users", "many", "--damage", "5")]
    [InlineData("--admin-key", "")]
    [InlineData("--port", "1", "--port", "2")]
    [InlineData("--clickhouse", "--platform", "2026-03")]
    [InlineData("--frobnicate")]
    public async Task Bad_arguments_end_with_2_and_are_named(params string[] arguments)
    {
        await using var sample = await SampleProcess.StartAsync(arguments);

        sample.ExitCode.Should().Be(2);
        sample.Output.Should().BeEmpty();
        (await sample.Errors).Should().Contain(arguments[0].TrimStart('-')).And.Contain("--help");
    }

    [Fact]
    public async Task Help_names_every_option_every_damage_and_every_fault()
    {
        await using var sample = await SampleProcess.StartAsync(["--help"], ("SAMPLE_POSTGRES_BIN", "/nowhere"));

        sample.ExitCode.Should().Be(0);
        var help = string.Join('\n', sample.Output);
        help.Should().ContainAll(
            "--port", "--admin-key", "--platform", "--projects", "--users", "--transactions", "--clock", "--latency", "--damage", "--fault",
            "--stop-with-stdin", "--list-projects", "@PROJECT/PATH", "SAMPLE_POSTGRES_BIN", "Exit codes");
        help.Should().ContainAll(DamageCatalogue.All.Select(damage => damage.Name));
        help.Should().ContainAll(FaultCatalogue.Names);
    }

    [Fact]
    public async Task Projects_are_listed_without_PostgreSQL()
    {
        await using var sample = await SampleProcess.StartAsync(["--list-projects"], ("SAMPLE_POSTGRES_BIN", "/nowhere"));

        sample.ExitCode.Should().Be(0);
        sample.Output.Single().Should().StartWith("""[{"id":"0001""").And.Contain("\"id\":\"internal\"");
    }

    [Fact]
    public async Task A_folder_without_server_programs_is_named()
    {
        await using var sample = await SampleProcess.StartAsync([], ("SAMPLE_POSTGRES_BIN", "/nowhere"));

        sample.ExitCode.Should().Be(1);
        (await sample.Errors).Should().Contain("SAMPLE_POSTGRES_BIN is '/nowhere'");
    }

    private static async Task<HttpStatusCode> HealthAsync(SampleProcess sample)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(sample.Variables["INTEGRITY_API_URL"] + "/health"));
        return response.StatusCode;
    }

    private static int PostmasterId(string folder) =>
        int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static void KillWatchdogOf(SampleProcess sample)
    {
        var watchdog = Process.GetProcesses().Single(process => process.ProcessName == "sh" && ParentOf(process.Id) == sample.Id);
        watchdog.Kill();
        watchdog.WaitForExit();
    }

    private static int ParentOf(int process) => int.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..],
        CultureInfo.InvariantCulture);

    // What was killed can stay in the table of processes as a zombie.
    private static bool IsServed(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    private static bool IsRunning(int process) =>
        File.Exists($"/proc/{process}/status")
        && !File.ReadLines($"/proc/{process}/status").Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
}
