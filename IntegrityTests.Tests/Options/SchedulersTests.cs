using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class SchedulersTests
{
    private static readonly (string, string) Auto = ("INTEGRITY_SHARD", "auto");

    [Theory]
    [InlineData("JOB_COMPLETION_INDEX=2", "INTEGRITY_SHARDS=8")]
    [InlineData("CI_NODE_INDEX=3", "CI_NODE_TOTAL=8")]
    [InlineData("CIRCLE_NODE_INDEX=2", "CIRCLE_NODE_TOTAL=8")]
    [InlineData("SYSTEM_JOBPOSITIONINPHASE=3", "SYSTEM_TOTALJOBSINPHASE=8")]
    [InlineData("BUILDKITE_PARALLEL_JOB=2", "BUILDKITE_PARALLEL_JOB_COUNT=8")]
    public void The_shard_is_taken_from_what_starts_the_machines(string index, string total)
    {
        var options = Given.Options(Auto, Pair(index), Pair(total));

        options.Shard.Should().Be(new Shard(3, 8));
        options.IsPart.Should().BeTrue();
        options.Describe().Should().Contain(line => line.Contains($"shard 3/8 (from {index} with {total})", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_taken_that_was_not_asked_for()
    {
        var options = Given.Options(("CI_NODE_INDEX", "3"), ("CI_NODE_TOTAL", "8"), ("JOB_COMPLETION_INDEX", "x"), ("CI_PIPELINE_ID", "1"));

        options.Shard.Should().Be(Shard.Whole);
        options.IsPart.Should().BeFalse("a job that does not know of the others would verify a part and look whole");
        options.RunId.Should().BeNull();
    }

    [Fact]
    public void A_job_that_is_one_of_one_is_the_only_part()
    {
        var options = Given.Options(Auto, ("CIRCLE_NODE_INDEX", "0"), ("CIRCLE_NODE_TOTAL", "1"));

        options.Shard.Should().Be(Shard.Whole);
        options.IsPart.Should().BeTrue("it can be merged like any other");
        Given.Options(("INTEGRITY_SHARD", "1/1")).IsPart.Should().BeTrue();
    }

    [Fact]
    public void A_service_whose_jobs_are_each_one_of_one_contradicts_nobody() =>
        Given.Options(
            Auto, ("JOB_COMPLETION_INDEX", "2"), ("INTEGRITY_SHARDS", "8"),
            ("SYSTEM_JOBPOSITIONINPHASE", "1"), ("SYSTEM_TOTALJOBSINPHASE", "1"))
            .Shard.Should().Be(new Shard(3, 8));

    [Theory]
    [InlineData("INTEGRITY_SHARD=auto: nothing says which shard this is. Expected: JOB_COMPLETION_INDEX with INTEGRITY_SHARDS", "PATH=x")]
    [InlineData("INTEGRITY_SHARD=auto: JOB_COMPLETION_INDEX is set, but INTEGRITY_SHARDS, which would say", "JOB_COMPLETION_INDEX=2")]
    [InlineData("CI_NODE_INDEX=9 with CI_NODE_TOTAL=8: this is none of 8 shards. Expected in CI_NODE_INDEX: a whole number from 1 to 8.",
        "CI_NODE_INDEX=9", "CI_NODE_TOTAL=8")]
    [InlineData("CI_NODE_INDEX=0 with CI_NODE_TOTAL=8: this is none of 8 shards", "CI_NODE_INDEX=0", "CI_NODE_TOTAL=8")]
    [InlineData("JOB_COMPLETION_INDEX=8 with INTEGRITY_SHARDS=8: this is none of 8 shards. Expected in JOB_COMPLETION_INDEX: a whole "
        + "number from 0 to 7.", "JOB_COMPLETION_INDEX=8", "INTEGRITY_SHARDS=8")]
    [InlineData("CI_NODE_INDEX=x with CI_NODE_TOTAL=8: this is none of 8 shards", "CI_NODE_INDEX=x", "CI_NODE_TOTAL=8")]
    [InlineData("CI_NODE_INDEX=1 with CI_NODE_TOTAL=many: CI_NODE_TOTAL is not a number of shards",
        "CI_NODE_INDEX=1", "CI_NODE_TOTAL=many")]
    [InlineData("CI_NODE_INDEX=3 with CI_NODE_TOTAL=8 and CIRCLE_NODE_INDEX=3 with CIRCLE_NODE_TOTAL=8 contradict each other: by the first "
        + "this is shard 3/8, by the second 4/8.", "CI_NODE_INDEX=3", "CI_NODE_TOTAL=8", "CIRCLE_NODE_INDEX=3", "CIRCLE_NODE_TOTAL=8")]
    [InlineData("CI_NODE_INDEX=3 with CI_NODE_TOTAL=8 and INTEGRITY_SHARDS=4 contradict each other",
        "CI_NODE_INDEX=3", "CI_NODE_TOTAL=8", "INTEGRITY_SHARDS=4")]
    public void What_makes_no_sense_is_an_error(string problem, params string[] variables) =>
        Given.Mistake([Auto, .. variables.Select(Pair)]).Mistakes.Should().ContainSingle()
            .Which.Should().StartWith(problem).And.Contain("Expected");

    [Fact]
    public void A_shard_that_is_given_must_not_contradict_what_starts_the_machines() =>
        Given.Mistake(("INTEGRITY_SHARD", "1/8"), ("CI_NODE_INDEX", "3"), ("CI_NODE_TOTAL", "8")).Mistakes.Should().ContainSingle()
            .Which.Should().StartWith("INTEGRITY_SHARD=1/8 and CI_NODE_INDEX=3 with CI_NODE_TOTAL=8 contradict each other");

    [Fact]
    public void A_number_of_shards_alone_would_leave_the_run_whole() =>
        Given.Mistake(("INTEGRITY_SHARDS", "8")).Mistakes.Should().ContainSingle()
            .Which.Should().StartWith("INTEGRITY_SHARDS says how many shards there are, but INTEGRITY_SHARD is not set");

    [Theory]
    [InlineData("GITHUB_RUN_ID")]
    [InlineData("CI_PIPELINE_ID")]
    [InlineData("BUILD_BUILDID")]
    [InlineData("BUILDKITE_BUILD_ID")]
    public void The_run_has_the_name_that_the_service_gives_it(string variable)
    {
        Given.Options(("INTEGRITY_SHARD", "1/2"), (variable, "4711")).RunId.Should().Be("4711");
        Given.Options(("INTEGRITY_MERGE", AppContext.BaseDirectory), (variable, "4711")).RunId.Should().Be("4711");
        Given.Options(("INTEGRITY_SHARD", "1/2"), ("INTEGRITY_RUN_ID", "nightly"), (variable, "4711")).RunId.Should().Be("nightly");
    }

    [Fact]
    public void Results_within_the_folder_of_the_shards_would_be_taken_for_one() =>
        Given.Mistake(
            ("INTEGRITY_MERGE", AppContext.BaseDirectory), ("INTEGRITY_RESULTS", Path.Combine(AppContext.BaseDirectory, "merged")))
            .Mistakes.Should().ContainSingle().Which.Should().StartWith("INTEGRITY_RESULTS is within the folder of INTEGRITY_MERGE");

    private static (string, string) Pair(string text) =>
        text.Split('=') is [var name, var value] ? (name, value) : throw new FormatException(text);
}
