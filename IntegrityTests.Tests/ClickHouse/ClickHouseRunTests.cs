using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>A run of the suite's checks of ClickHouse, as an operator makes it.</summary>
[Collection(RecordedPairCollection.Name)]
public sealed class ClickHouseRunTests(RecordedPairs pairs)
{
    private const string MirrorC = "afb97f3f-7881-4bb1-98bb-3bb983b6552e";

    // Names and addresses in rows that differ.
    private static readonly string[] Personal = ["gh-C-2", "gh-C-3", "example.com"];

    [FactRequiringClickHouseRecording]
    public async Task Every_difference_is_told_by_the_check_that_says_what_to_do_about_it()
    {
        var pair = await pairs.DeployAsync();

        var result = await RunAsync(pair, pair.ClickHouse.Url);

        result.Findings.Findings.Where(finding => finding.Severity != "info")
            .CountBy(finding => (finding.Code, finding.Project)).Should().BeEquivalentTo(new Dictionary<(string, string?), int>
            {
                [("CLH001", MirrorC)] = 1,
                [("CLH002", MirrorC)] = 4,
                [("CLH003", MirrorC)] = 8,
                [("CLH004", MirrorC)] = 1,
            });
        result.Findings.Findings.Single(finding => finding.Code == "CLH001").Should().Match<FoundFinding>(finding =>
            finding.Path == "$.display_name" && finding.Subject!.StartsWith("user:91f5d360"));
        result.Findings.Findings.Where(finding => finding.Code == "CLH005").Should().NotBeEmpty();
        result.Should().ShowNone([.. Personal, pair.ClickHouse.Password]);
    }

    [FactRequiringClickHouseRecording]
    public async Task A_ClickHouse_that_is_down_is_said_once_and_nothing_is_called_verified()
    {
        var pair = await pairs.DeployAsync();

        var result = await RunAsync(pair, "http://127.0.0.1:1");

        result.Should().BeRed().And.Say("The copy for analytics is not verified: ClickHouse at http://127.0.0.1:1/ cannot be reached");
        result.Findings.Findings.Should().BeEmpty();
    }

    [FactRequiringClickHouseRecording]
    public async Task A_ClickHouse_of_another_deployment_is_said_once_and_nothing_of_it_is_a_finding()
    {
        var pair = await pairs.DeployAsync();
        // Its projects have the same ids, as after the same seed.
        await pair.ChangeAsync("""UPDATE "Tenancy" SET id = gen_random_uuid()""");

        var result = await RunAsync(pair, pair.ClickHouse.Url);

        result.Should().BeRed().And.Say("is of another deployment", "Expected in INTEGRITY_CLICKHOUSE_URL");
        result.Findings.Findings.Should().BeEmpty();
    }

    private static async Task<SuiteResult> RunAsync(RecordedPair pair, string clickHouse)
    {
        // The checks of the copy ask it only where the users are.
        await using var api = await FakeApi.AnsweringAsync("{}", status: 500);
        return await new SuiteCommand { Filter = "Category=ClickHouse" }
            .With("INTEGRITY_DATABASE", pair.DatabaseUri)
            .With("INTEGRITY_ALLOW_PRIMARY", "yes")
            .With("INTEGRITY_API_URL", api.Url.AbsoluteUri)
            .With("INTEGRITY_ADMIN_KEY", FakeApi.Key)
            .With("INTEGRITY_CLICKHOUSE_URL", clickHouse)
            .With("INTEGRITY_CLICKHOUSE_USER", pair.ClickHouse.Variables["INTEGRITY_CLICKHOUSE_USER"])
            .With("INTEGRITY_CLICKHOUSE_PASSWORD", pair.ClickHouse.Password)
            .RunAsync();
    }
}
