using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class ValidValuesTests
{
    [Theory]
    [InlineData("yes", true)]
    [InlineData("YES", true)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("no", false)]
    [InlineData("No", false)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    public void A_switch_is_yes_or_no(string value, bool expected)
    {
        var options = Given.Options(
            ("INTEGRITY_ALLOW_PRIMARY", value), ("INTEGRITY_RECENT_FIRST", value), ("INTEGRITY_SKIP_NEON", value),
            ("INTEGRITY_SKIP_USERS", value));

        new[] { options.AllowPrimary, options.RecentFirst, options.SkipNeon, options.SkipUsers }.Should().AllBeEquivalentTo(expected);
    }

    [Theory]
    [InlineData("2026-11-22T08:05:37.902Z", 902)]
    [InlineData("2026-11-22T08:05:37Z", 0)]
    public void The_clock_is_a_moment_in_utc(string value, int milliseconds) =>
        Given.Options(("INTEGRITY_CLOCK", value)).Clock
            .Should().Be(new DateTimeOffset(2026, 11, 22, 8, 5, 37, milliseconds, TimeSpan.Zero));

    [Fact]
    public void A_repair_script_starts_at_the_solutions_folder() =>
        Given.Options(("INTEGRITY_REPAIR", "out/repair.sql")).RepairFile.Should().Be(Path.Combine(Given.Folder, "out", "repair.sql"));

    [Fact]
    public void A_baseline_starts_at_the_solutions_folder()
    {
        var options = Given.Options(("INTEGRITY_BASELINE", "known.jsonl"), ("INTEGRITY_BASELINE_WRITE", "yes"));

        options.BaselineFile.Should().Be(Path.Combine(Given.Folder, "known.jsonl"));
        options.WritesBaseline.Should().BeTrue();
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("b", false)]
    [InlineData(null, true)]
    public void A_run_of_some_projects_verifies_all_of_them_and_of_none_other(string? project, bool expected)
    {
        Given.Options(("INTEGRITY_PROJECTS", "a")).VerifiesAllOf(project).Should().Be(expected);
        Given.Options(("INTEGRITY_PROJECTS", "a"), ("INTEGRITY_SHARD", "1/2")).VerifiesAllOf(project).Should().BeFalse();
        Given.Options(("INTEGRITY_PROJECTS", "a"), ("INTEGRITY_MAX_USERS_PER_PROJECT", "5")).VerifiesAllOf(project).Should().BeFalse();
        Given.Options().VerifiesAllOf(project).Should().BeTrue();
    }

    [Fact]
    public void Numbers_are_taken()
    {
        var options = Given.Options(
            ("INTEGRITY_START_AT", "7"), ("INTEGRITY_COUNT", "25"), ("INTEGRITY_MAX_USERS_PER_PROJECT", "2147483647"),
            ("INTEGRITY_CONCURRENCY", "1024"), ("INTEGRITY_MAX_RPS", "50"));

        options.StartAt.Should().Be(7);
        options.Count.Should().Be(25);
        options.MaxUsersPerProject.Should().Be(int.MaxValue);
        options.Concurrency.Should().Be(1024);
        options.MaxRequestsPerSecond.Should().Be(50);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("AUTO")]
    public void A_run_may_find_out_how_many_requests_the_deployment_answers_fast(string value)
    {
        var options = Given.Options(("INTEGRITY_CONCURRENCY", value), ("INTEGRITY_MAX_LAG", "2m"));

        options.Should().BeEquivalentTo(new { FindsConcurrency = true, Concurrency = 64, MaxLag = TimeSpan.FromMinutes(2) });
        options.Describe().Should().Contain("pace:     as many requests in flight as the API answers fast, at most 64, "
            + "pauses while the standby is more than 120 s behind, deadline 30 s per call");
        options.ToJson()["concurrency"]!.GetValue<string>().Should().Be("auto");
    }

    [Theory]
    [InlineData("45", 45_000)]
    [InlineData("45s", 45_000)]
    [InlineData("500ms", 500)]
    [InlineData("1ms", 1)]
    [InlineData("2m", 120_000)]
    [InlineData("10m", 600_000)]
    public void A_timeout_is_in_seconds_or_has_a_unit(string value, int milliseconds)
    {
        Given.Options(("INTEGRITY_TIMEOUT", value)).Timeout.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("2/8", 2, 8)]
    [InlineData("8/8", 8, 8)]
    [InlineData("1/1", 1, 1)]
    public void A_shard_is_one_part_of_several(string value, int index, int of)
    {
        Given.Options(("INTEGRITY_SHARD", value)).Shard.Should().Be(new Shard(index, of));
    }

    [Theory]
    [InlineData("internal", "internal")]
    [InlineData(" a , b ", "a b")]
    [InlineData("b,a,b", "b a")]
    [InlineData("6fbbf22e-f4b2-4c6e-95a1-beab6fa41063,internal", "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063 internal")]
    public void Projects_are_trimmed_and_each_counts_once(string value, string expected)
    {
        Given.Options(("INTEGRITY_PROJECTS", value)).Projects.Should().Equal(expected.Split(' '));
    }

    [Theory]
    [InlineData("error", RedFrom.Error)]
    [InlineData("Warning", RedFrom.Warning)]
    [InlineData("info", RedFrom.Info)]
    public void The_severity_that_fails_is_a_choice(string value, RedFrom expected)
    {
        Given.Options(("INTEGRITY_FAIL_ON", value)).FailOn.Should().Be(expected);
    }

    [Theory]
    [InlineData("hide", false)]
    [InlineData("show", true)]
    public void Personal_data_is_shown_on_demand(string value, bool expected)
    {
        Given.Options(("INTEGRITY_PERSONAL_DATA", value)).ShowPersonalData.Should().Be(expected);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    public void Everything_is_printed_where_it_is_asked_for(string value, bool expected) =>
        Given.Options(("INTEGRITY_VERBOSE", value)).IsVerbose.Should().Be(expected);

    [Fact]
    public void A_relative_results_folder_starts_at_the_base_directory()
    {
        Given.Options(("INTEGRITY_RESULTS", "out/../found")).ResultsDirectory.Should().Be(Path.Combine(Given.Folder, "found"));
    }

    [Fact]
    public void A_full_path_of_the_results_folder_is_kept()
    {
        var folder = Path.Combine(Path.GetTempPath(), "elsewhere");

        Given.Options(("INTEGRITY_RESULTS", folder)).ResultsDirectory.Should().Be(folder);
    }

    [Fact]
    public void Snapshots_may_be_off()
    {
        Given.Options(("INTEGRITY_SNAPSHOTS", "off")).Should().BeEquivalentTo(Given.Options());
    }

    [Theory]
    [InlineData("all", "ProjectUser", true)]
    [InlineData("ALL", "ProjectUser", true)]
    [InlineData("none", "ProjectUser", false)]
    [InlineData("Team, ProjectUser", "ProjectUser", true)]
    [InlineData("Team", "ProjectUser", false)]
    public void Tables_are_all_none_or_named(string value, string table, bool isIncluded)
    {
        var tables = Given.Options(("INTEGRITY_SNAPSHOT_TABLES", value)).SnapshotTables;

        tables.IsGiven.Should().BeTrue();
        tables.Includes(table).Should().Be(isIncluded);
    }

    [Fact]
    public void Ignored_places_may_be_paths_and_columns()
    {
        var options = Given.Options((
            "INTEGRITY_SNAPSHOT_IGNORE",
            "ProjectUser.lastActiveAt, $.a[\"b.c,d\"],*.sequenceId, /api/v1/users/*: $.x"));

        options.SnapshotIgnore.Select(path => path.Text).Should().Equal("$.a[\"b.c,d\"]", "/api/v1/users/*: $.x");
        options.SnapshotIgnoredColumns.Select(column => $"{column}").Should().Equal("ProjectUser.lastActiveAt", "*.sequenceId");
    }
}
