using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

public sealed class UnionTests : IDisposable
{
    private readonly SplitRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task The_union_says_what_one_run_over_everything_says()
    {
        _runs.Body = (number, row) =>
        {
            if (number % 7 == 0) row.Report(Finding(number));
            if (number % 5 == 0) row.Report(Finding(number) with { Severity = Severity.Info, Cause = "its user was deleted" });
            if (number % 10 == 3) throw new NotVerifiedException("the answer never came");
            if (number % 10 == 4) throw new RowSkippedException("it has no such column");
        };
        await _runs.PartsAsync();

        var (whole, merged) = (await _runs.WholeAsync(), await _runs.MergeAsync());

        merged.Findings.Where(line => !line.Contains("\"info\"")).Should()
            .BeEquivalentTo(whole.Findings.Where(line => !line.Contains("\"info\""))).And.HaveCount(4);
        merged.Totals("TST001").Should().Be(whole.Totals("TST001"));
        merged.OfKind("case").Single().ToJsonString().Should().Be(whole.OfKind("case").Single().ToJsonString());
        merged.OfKind("not-verified").Should().HaveCount(3);
        merged.OfKind("finding").Single(line => (string?)line["severity"] == "info")["count"]!.GetValue<int>().Should().Be(6);
        merged.OfKind("cause").Should().HaveSameCount(whole.OfKind("cause"));
        merged.IsGreen.Should().BeFalse();
        merged.Results.Count(result => result.Kind == "failed").Should().Be(7, "four findings and three rows that were not verified");
    }

    [Fact]
    public async Task Parts_in_which_nothing_is_wrong_are_green_together_and_proven_to_be_the_whole()
    {
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync();

        merged.IsGreen.Should().BeTrue();
        merged.Results.Should().Equal(new Result("passed", "TST001 30 rows verified by 3 shards", ""));
        merged.Printed[^1].Should().EndWith("PASSED: 30 rows verified")
            .And.Contain("in 1 case every row was verified by exactly one of them, and they add up to all rows\n");
        merged.Lines[0]["apiUrl"]!.GetValue<string>().Should().Be("https://api.example.com/");
        merged.OfKind("case").Single()["verified"]!.GetValue<int>().Should().Be(30);
        merged.OfKind("share").Should().BeEmpty("the union is a whole run");
    }

    [Fact]
    public async Task A_merge_opens_nothing_that_a_check_asks_for()
    {
        await _runs.PartsAsync();
        Func<Run, Task<object>> open = _ => throw new InvalidOperationException("the deployment was opened");

        var merged = await _runs.MergeAsync(
            settings => settings with
            {
                Fixtures = new Dictionary<Type, Func<Run, Task<object>>> { [typeof(AskingCheck.Deployment)] = open },
            },
            Cases.Of(typeof(AskingCheck)));

        merged.IsGreen.Should().BeTrue();
        merged.Results.Should().ContainSingle().Which.Name.Should().Be("TST001 30 rows verified by 3 shards");
    }

    [Fact]
    public async Task A_part_says_that_it_is_one_and_is_not_taken_for_the_whole()
    {
        using var runs = new SplitRuns { Of = 40 };
        await runs.PartAsync(40);
        await runs.PartAsync(2);

        var part = MergedRun.Read(Path.Combine(runs.Folder, "part-2"), new SpyBus(), []);
        var idle = MergedRun.Read(Path.Combine(runs.Folder, "part-40"), new SpyBus(), []);

        part.OfKind("share").Single().ToJsonString().Should()
            .Be("""{"kind":"share","code":"TST001","state":"complete","rows":1,"own":{"numbers":[1,30]}}""");
        idle.OfKind("share").Single()["state"]!.GetValue<string>().Should().Be("elsewhere");
    }

    [Fact]
    public async Task A_skipped_case_stays_skipped_with_its_reason_once()
    {
        _runs.Body = static (_, _) => throw new RowSkippedException("it has no such column");
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync();

        merged.Totals("TST001").Should().Be((await _runs.WholeAsync()).Totals("TST001"));
        merged.IsGreen.Should().BeFalse("nothing was verified");
    }

    [Fact]
    public async Task Rows_that_come_and_go_between_the_parts_are_no_reason_to_be_red()
    {
        _runs.Claim = (index, context) => context.Claim("numbers", SplitRuns.Numbers + index, SplitRuns.Numbers / 3);
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync();

        merged.IsGreen.Should().BeTrue();
        merged.Printed[^1].Should().Contain("in 0 cases every row was verified").And.Contain(
            "in 1 case rows came or went while the shards ran, and each shard came to all rows of its share");
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public async Task Shares_that_do_not_add_up_to_the_whole_are_named(int own)
    {
        _runs.Claim = (index, context) => context.Claim("numbers", SplitRuns.Numbers, index == 2 ? own : 10);
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync();

        merged.IsGreen.Should().BeFalse();
        merged.OfKind("not-verified").Single()["reason"]!.GetValue<string>().Should()
            .StartWith($"of 30 numbers, the shards verified {20 + own} together").And.Contain("Run all shards again");
        merged.Results.Should().Contain(result => result.Text.StartsWith("NOT VERIFIED: of 30 numbers"));
    }

    [Fact]
    public async Task A_check_that_does_not_say_its_share_is_not_verified()
    {
        _runs.Claim = static (_, _) => { };
        await _runs.PartsAsync();

        (await _runs.MergeAsync()).OfKind("not-verified").Single()["reason"]!.GetValue<string>()
            .Should().StartWith("the shards do not say which share of it they verified");
    }

    [Fact]
    public async Task What_a_filter_of_the_merge_leaves_out_is_told_and_not_verified()
    {
        _runs.Body = (number, row) =>
        {
            if (number == 7) row.Report(Finding(number));
        };
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync(null, Cases.Of(typeof(OtherCheck)));

        merged.Problems.Should().ContainSingle()
            .Which.Should().StartWith("The shards ran checks of which this merge has no test case: TST001.");
        merged.Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task Known_findings_are_judged_over_all_parts()
    {
        using var folder = new TemporaryFolder();
        var known = folder.File("known.jsonl");
        await File.WriteAllLinesAsync(
            known, Enumerable.Range(7, 2).Select(number => $$"""{"code":"TST001","subject":"number:{{number}}","path":"$.number"}"""));
        _runs.Body = (number, row) =>
        {
            if (number == 7) row.Report(Finding(number));
        };
        _runs.With = (index, settings) => Known(settings, known) with { VerifiesAllOf = _ => index == 0 };
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync(settings => Known(settings, known));

        merged.OfKind("finding").Single()["known"]!.GetValue<bool>().Should().BeTrue();
        merged.OfKind("stale").Single()["subject"]!.GetValue<string>().Should().Be("number:8");
        merged.Problems.Should().BeEmpty();
        merged.Results.Should().ContainSingle(result => result.Kind == "failed").Which.Text.Should().Contain("no longer occur");
    }

    [Fact]
    public async Task Parts_that_knew_other_findings_than_the_merge_are_refused()
    {
        using var folder = new TemporaryFolder();
        var (theirs, ours) = (folder.File("theirs.jsonl"), folder.File("ours.jsonl"));
        await File.WriteAllTextAsync(theirs, """{"code":"TST001","subject":"number:7","path":"$.number"}""");
        await File.WriteAllTextAsync(ours, "");
        _runs.Body = (number, row) =>
        {
            if (number == 7) row.Report(Finding(number));
        };
        _runs.With = (_, settings) => Known(settings, theirs);
        await _runs.PartsAsync();

        (await _runs.MergeAsync(settings => Known(settings, ours))).Problems.Should().ContainSingle()
            .Which.Should().StartWith("1 finding of the shards would be known by another file than theirs");
    }

    [Fact]
    public async Task Secrets_that_only_the_merge_knows_are_in_none_of_its_outputs()
    {
        _runs.Body = (number, row) => row.Report(Finding(number) with { Message = "answers with s3cret" });
        _runs.With = static (_, settings) => settings with { Redact = static text => text };
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync();

        File.ReadAllText(_runs.FindingsOf(1)).Should().Contain("s3cret", "the shards did not know it");
        string[] texts =
            [.. merged.Printed, .. merged.Lines.Select(line => line.ToJsonString()), .. merged.Results.Select(one => one.Text)];
        string.Join('\n', texts)
            .Should().NotContain("s3cret").And.Contain("answers with ***");
    }

    [Fact]
    public async Task A_million_failures_are_not_kept()
    {
        _runs.Body = (number, row) => row.Report(Finding(number));
        _runs.With = static (_, settings) => settings with { MaxFailuresPerCase = 2 };
        await _runs.PartsAsync();

        var merged = await _runs.MergeAsync(settings => settings with { MaxFailuresPerCase = 2 });

        merged.Results.Where(result => result.Kind == "failed").Should().HaveCount(3)
            .And.Contain(result => result.Name == "TST001 Every number is fine and 28 more");
        merged.OfKind("finding").Should().HaveCount(SplitRuns.Numbers);
    }

    private static RunSettings Known(RunSettings settings, string file)
    {
        var header = (System.Text.Json.Nodes.JsonObject)settings.Header.DeepClone();
        header["baseline"] = file;
        return settings with { Baseline = file, Header = header };
    }

    private static Finding Finding(int number) => new()
    {
        Code = "TST001",
        Severity = Severity.Error,
        Subject = $"number:{number}",
        Path = "$.number",
        Message = "is odd",
        Expected = number,
    };

#pragma warning disable xUnit1000 // Not public, so that xUnit does not run it by itself.
    [Check("TST002", Severity.Error, Category = "Scripted")]
    internal sealed class OtherCheck
    {
        [StreamingTheory]
        [MemberData(nameof(Script.Rows), MemberType = typeof(Script))]
        public void Runs(int number) => _ = number;
    }
}
