using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>
/// Four shards, put together, are one run: over a deployment with damage, which they save as a snapshot; and two that compare with it when
/// a row has changed.
/// </summary>
public sealed class ShardsTests(SplitSample split) : IClassFixture<SplitSample>
{
    [Fact]
    public async Task The_union_finds_what_one_run_finds_each_once()
    {
        var (whole, merged) = (await split.WholeAsync(), await split.MergedAsync());

        merged.Should().BeRed();
        Told(merged).Should().BeEquivalentTo(Told(whole));
        Told(merged).Where(finding => finding.Contains("error", StringComparison.Ordinal)).Should().HaveCountGreaterThan(3);
    }

    [Fact]
    public async Task The_union_counts_what_one_run_counts()
    {
        var (whole, merged) = (await split.WholeAsync(), await split.MergedAsync());

        merged.Findings.Totals.Values.Should().BeEquivalentTo(whole.Findings.Totals.Values);
        Skipped(merged).Should().BeEquivalentTo(Skipped(whole));
        merged.Findings.OfKind("cause").Select(cause => $"{cause["cause"]} {cause["findings"]} {cause["codes"]}").Should()
            .BeEquivalentTo(whole.Findings.OfKind("cause").Select(cause => $"{cause["cause"]} {cause["findings"]} {cause["codes"]}"));
    }

    [Fact]
    public async Task The_union_is_proven_to_be_the_whole_and_says_of_what()
    {
        var merged = await split.MergedAsync();

        merged.Findings.OfKind("not-verified").Select(line => line.ToJsonString()).Should().BeEmpty();
        merged.Should().Say("every row was verified by exactly one of them, and they add up to all rows", "no deployment is read");
        var (first, ofWhole) = (merged.Findings.Lines[0], (await split.WholeAsync()).Findings.Lines[0]);
        foreach (var member in new[] { "apiUrl", "database", "platform", "projects", "maxUsersPerProject" })
            JsonNode.DeepEquals(first[member], ofWhole[member]).Should().BeTrue(member);
    }

    [Fact]
    public async Task The_merge_reads_no_deployment() =>
        (await split.MergedAsync()).Console.Should().NotContain("sample deployment", "it was given no other, and needs none");

    [Fact]
    public async Task Every_shard_has_a_share_and_says_that_it_is_only_that()
    {
        var shards = await split.ShardsAsync();

        shards.Should().OnlyContain(shard => shard.Findings.Totals["USR002"].Verified > 0);
        shards[2].Should().Say("shard 3/4 of a run: ");
    }

    [Fact]
    public async Task The_snapshot_that_the_shards_saved_is_that_of_one_run_byte_for_byte()
    {
        await split.MergedAsync();

        var (whole, merged) = (SnapshotCommands.Contents(split.WholeSnapshot), SnapshotCommands.Contents(split.Snapshot));

        merged.Keys.Should().BeEquivalentTo(whole.Keys);
        merged.Where(file => file.Value != whole[file.Key]).Select(file => file.Key).Should().BeEmpty();
        merged.Should().HaveCountGreaterThan(20);
    }

    [Fact]
    public async Task No_output_of_the_merge_has_a_secret() =>
        (await split.MergedAsync()).Should().ShowNone(await split.SecretsAsync());

    [Fact]
    public async Task Without_one_of_the_shards_the_union_is_red_and_names_it()
    {
        await split.MergedAsync();

        var merged = await split.MergeAsync("without", folder => Directory.Delete(Path.Combine(folder, "3"), recursive: true));

        merged.Should().BeRed().And.Subject.Should().Say("1 shard of 4 is missing: 3/4.");
        File.Exists(Path.Combine(split.Snapshot + "-without", "set.json")).Should().BeFalse();
    }

    [Fact]
    public async Task Shards_that_compare_find_a_changed_row_once()
    {
        var merged = await split.ComparedAsync();

        merged.Differences().Should().Equal(("SNP001", $"user:{SplitSample.Changed}", "$.display_name"));
        merged.Findings.OfKind("not-verified").Select(line => line.ToJsonString()).Should().BeEmpty();
    }

    [Fact]
    public async Task Users_teams_and_purchases_that_come_and_go_while_the_shards_run_are_no_finding()
    {
        var merged = await split.MovingAsync();

        merged.Should().BeGreen();
        merged.Findings.Findings.Where(finding => finding.Severity != "info").Should().BeEmpty();
        merged.Should().Say("rows came or went while the shards ran");
    }

    // The endpoint that shows a difference may be another one, and so may the first of many that share a line.
    private static IEnumerable<string> Told(SuiteResult run) => run.Findings.OfKind("finding").Select(line =>
        (string?)line["severity"] == "info"
            ? $"info {line["code"]} {line["project"]} {line["cause"]} {line["count"]}"
            : $"{line["severity"]} {line["code"]} {line["project"]} {line["subject"]} {line["path"]} {line["message"]} {line["cause"]}");

    private static IEnumerable<string> Skipped(SuiteResult run) => run.Findings.OfKind("end").Single()["checks"]!.AsArray()
        .SelectMany(check => check!["skipped"]!.AsArray().Select(skip => $"{check["code"]} {skip!.ToJsonString()}"));
}
