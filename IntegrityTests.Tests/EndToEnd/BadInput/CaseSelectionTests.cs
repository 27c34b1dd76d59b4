using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Running;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.BadInput;

/// <summary>Which test cases there are, and which of them a filter runs.</summary>
[Collection(BadInputCollection.Name)]
public sealed partial class CaseSelectionTests(RecordedDeployments deployments)
{
    private const int RecordedProjects = 9;
    private static readonly int OfWholeScope = Count(check => check.IsOfWholeScope);
    private static readonly int OfProjects = Count(check => !check.IsOfWholeScope);
    private static readonly int Checks = OfProjects + OfWholeScope;

    [Fact]
    public async Task Test_cases_are_listed_for_each_check_and_project()
    {
        await using var deployment = await deployments.DeployAsync();

        var command = deployment.Verification() with { ByProject = true, Arguments = ["--list-tests"] };

        var run = await command.RunAsync();

        run.ExitCode.Should().Be(0);
        CaseLine().Matches(run.Console).Should().HaveCount((OfProjects * RecordedProjects) + OfWholeScope + Invariants.Shipped.Count);
        deployment.Api.Asked.Should().BeEmpty("discovery asks the database only");
    }

    [Fact]
    public void Test_cases_are_listed_once_a_check_when_the_database_is_down() =>
        CasesOfDatabaseAt(port: 1).Should().HaveCount(Checks + Invariants.Shipped.Count);

    [Fact]
    public void Test_cases_are_listed_once_a_check_when_the_database_never_answers()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        CasesOfDatabaseAt(((IPEndPoint)silent.LocalEndpoint).Port).Should().HaveCount(Checks + Invariants.Shipped.Count);
    }

    [Fact]
    public async Task A_filter_by_project_runs_all_checks_of_that_project()
    {
        await using var deployment = await deployments.DeployAsync();
        var command = deployment.Verification() with
        {
            ByProject = true,
            Filter = $"Project={Granting.Id}",
            Arguments = SuiteCommand.PrintAll,
        };

        var run = await command.RunAsync();

        run.Should().BeGreen();
        run.Findings.Totals.Should().HaveCount(OfProjects);
        Verified(run).Select(page => page.Project).Should().OnlyContain(project => project == Granting.Id);
        run.Should().HaveVerified("USR002", rows: Granting.Users);
        // A green run, however much it prints, shows no secret either.
        run.Should().ShowNone(RecordedDeployment.AdminKey, deployment.DatabasePassword);
    }

    [Fact]
    public async Task A_filter_chooses_by_category_by_check_and_by_invariant_of_all_projects()
    {
        string[] userChecks = ["USR001", "USR002", "USR003", "USR004"];

        var run = await FilteredAsync("Category=Users|Check=TEM002|Check=DBI007");

        run.Should().BeGreen();
        run.Findings.Totals.Keys.Should().BeEquivalentTo([.. userChecks, "TEM002", "DBI007"]);
        run.Should().HaveVerified("USR001", rows: RecordedProjects);
        run.Should().HaveVerified("USR002", rows: 136);
        run.Should().HaveVerified("DBI007", rows: 1);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_red()
    {
        var run = await FilteredAsync("Check=NOPE", byProject: true);

        run.Should().BeRed();
        run.Should().Say("No test matches the given testcase filter");
    }

    private static int Count(Func<CheckAttribute, bool> condition) =>
        typeof(Suite).Assembly.GetTypes().Count(type => type.GetCustomAttribute<CheckAttribute>() is { } check && condition(check));

    private static IReadOnlyList<string> CasesOfDatabaseAt(int port) => new SuiteHere(new Dictionary<string, string>
    {
        ["INTEGRITY_DATABASE"] = $"postgres://reader:secret@127.0.0.1:{port}/stackframe",
        ["INTEGRITY_API_URL"] = "http://127.0.0.1:1",
        ["INTEGRITY_ADMIN_KEY"] = RecordedDeployment.AdminKey,
    }).Cases();

    private static IEnumerable<(string Check, string? Project)> Verified(SuiteResult run) =>
        run.Findings.OfKind("page").Select(page => ((string)page["code"]!, (string?)page["project"]));

    private async Task<SuiteResult> FilteredAsync(string filter, bool byProject = false)
    {
        await using var deployment = await deployments.DeployAsync();
        return await (deployment.Verification() with { ByProject = byProject, Filter = filter }).RunAsync();
    }

    [GeneratedRegex(@"^    [A-Z]{3}\d{3} .*$", RegexOptions.Multiline)]
    private static partial Regex CaseLine();
}
