using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class InvalidValuesTests
{
    private static readonly string[] CountedThings =
    [
        "INTEGRITY_START_AT", "INTEGRITY_COUNT", "INTEGRITY_MAX_USERS_PER_PROJECT", "INTEGRITY_CONCURRENCY", "INTEGRITY_MAX_RPS",
    ];

    private static readonly (string Value, string Problem)[] NoCounts =
    [
        ("abc", "is not a whole number"),
        ("1.5", "is not a whole number"),
        ("-1", "is not a whole number"),
        ("+1", "is not a whole number"),
        (" 5", "is not a whole number"),
        ("5 ", "is not a whole number"),
        (" ", "is not a whole number"),
        ("1e3", "is not a whole number"),
        ("\u0665", "is not a whole number"),
        ("0", "is too small"),
        ("000", "is too small"),
        ("2147483648", "is too large"),
        ("99999999999999999999", "is too large"),
    ];

    public static IEnumerable<object[]> EachCountAndValue =>
        from name in CountedThings
        from bad in NoCounts
        select new object[] { name, bad.Value, bad.Problem };

    [Theory]
    [MemberData(nameof(EachCountAndValue))]
    public void What_is_no_number_from_1_on_is_refused(string name, string value, string problem)
    {
        Given.Mistake((name, value)).Mistakes.Should().ContainSingle()
            .Which.Should().StartWith($"{name}=\"{value}\" {problem}. Expected: a whole number ").And.Contain(", such as ");
    }

    [Theory]
    [InlineData("INTEGRITY_CONCURRENCY", "1025", "is too large", "a whole number from 1 to 1024, such as 16, or auto")]
    [InlineData("INTEGRITY_CONCURRENCY", "automatic", "is not a whole number", "or auto")]
    [InlineData("INTEGRITY_MAX_LAG", "30", "has no unit", "30s")]
    [InlineData("INTEGRITY_MAX_LAG", "0s", "is too small", "30s")]
    [InlineData("INTEGRITY_MAX_LAG", "2d", "is too long", "1d")]
    [InlineData("INTEGRITY_SKIP_NEON", "maybe", "is neither yes nor no", "yes or no")]
    [InlineData("INTEGRITY_SKIP_USERS", " yes", "is neither yes nor no", "yes or no")]
    [InlineData("INTEGRITY_RECENT_FIRST", "2", "is neither yes nor no", "yes or no")]
    [InlineData("INTEGRITY_ALLOW_PRIMARY", "y", "is neither yes nor no", "yes or no")]
    [InlineData("INTEGRITY_FAIL_ON", "errors", "is not one of the allowed values", "error, warning or info")]
    [InlineData("INTEGRITY_PERSONAL_DATA", "yes", "is not one of the allowed values", "hide or show")]
    [InlineData("INTEGRITY_CLOCK", "now", "is not a moment in UTC", "2026-11-22T08:05:37.902Z")]
    [InlineData("INTEGRITY_CLOCK", "2026-11-22", "is not a moment in UTC", "ISO 8601")]
    [InlineData("INTEGRITY_CLOCK", "2026-11-22T08:05:37", "is not a moment in UTC", "ISO 8601")]
    [InlineData("INTEGRITY_CLOCK", "2026-11-22T08:05:37+01:00", "is not a moment in UTC", "ISO 8601")]
    [InlineData("INTEGRITY_CLOCK", "2026-02-30T00:00:00Z", "is not a moment in UTC", "ISO 8601")]
    [InlineData("INTEGRITY_TIMEOUT", "soon", "is not a duration", "500ms")]
    [InlineData("INTEGRITY_TIMEOUT", "30 s", "is not a duration", "500ms")]
    [InlineData("INTEGRITY_TIMEOUT", "0.5s", "is not a duration", "500ms")]
    [InlineData("INTEGRITY_TIMEOUT", "-1s", "is not a duration", "500ms")]
    [InlineData("INTEGRITY_TIMEOUT", "s", "is not a whole number", "500ms")]
    [InlineData("INTEGRITY_TIMEOUT", "0", "is too small", "500ms")]
    [InlineData("INTEGRITY_TIMEOUT", "601", "is too long", "10m")]
    [InlineData("INTEGRITY_TIMEOUT", "2147483647m", "is too long", "10m")]
    [InlineData("INTEGRITY_BUDGET", "2", "has no unit", "2h")]
    [InlineData("INTEGRITY_BUDGET", "2w", "has no unit", "2h")]
    [InlineData("INTEGRITY_BUDGET", "h", "is not a whole number", "2h")]
    [InlineData("INTEGRITY_BUDGET", "1.5h", "is not a whole number", "2h")]
    [InlineData("INTEGRITY_BUDGET", "0s", "is too small", "2h")]
    [InlineData("INTEGRITY_BUDGET", "31d", "is too long", "30d")]
    [InlineData("INTEGRITY_SAMPLE", "1", "is not a percentage", "1% or 0.5%,42")]
    [InlineData("INTEGRITY_SAMPLE", "one%", "is not a percentage", "1%")]
    [InlineData("INTEGRITY_SAMPLE", "-1%", "is not a percentage", "1%")]
    [InlineData("INTEGRITY_SAMPLE", "1%,2,3", "is not a percentage", "1%")]
    [InlineData("INTEGRITY_SAMPLE", "0%", "is too small", "1%")]
    [InlineData("INTEGRITY_SAMPLE", "0.0001%", "has more than three decimals", "1%")]
    [InlineData("INTEGRITY_SAMPLE", "100%", "is not below 100 %", "1%")]
    [InlineData("INTEGRITY_SAMPLE", "1%,x", "is not a whole number", "1%")]
    [InlineData("INTEGRITY_SAMPLE", "1%,0", "is too small", "1%")]
    [InlineData("INTEGRITY_SHARD", "2", "is not two numbers with a slash between them", "2/8")]
    [InlineData("INTEGRITY_SHARD", "1/2/3", "is not two numbers with a slash between them", "2/8")]
    [InlineData("INTEGRITY_SHARD", "a/b", "is not a whole number", "2/8")]
    [InlineData("INTEGRITY_SHARD", "0/8", "is too small", "2/8")]
    [InlineData("INTEGRITY_SHARD", "9/8", "has a shard number that is greater than the number of shards", "2/8")]
    [InlineData("INTEGRITY_PROJECTS", ",", "has an empty entry", "internal,")]
    [InlineData("INTEGRITY_PROJECTS", "a,,b", "has an empty entry", "internal,")]
    [InlineData("INTEGRITY_PROJECTS", "a b", "has white space within an id", "internal,")]
    [InlineData("INTEGRITY_BASELINE_WRITE", "maybe", "is neither yes nor no", "yes or no")]
    [InlineData("INTEGRITY_RESULTS", " ", "is not a path", "TestResults/integrity")]
    [InlineData("INTEGRITY_SNAPSHOTS", "on", "is not one of the allowed values", "off, save or verify")]
    [InlineData("INTEGRITY_SNAPSHOTS", "save,verify", "is not one of the allowed values", "off, save or verify")]
    [InlineData("INTEGRITY_SNAPSHOT_CONTENT", "hash", "is not one of the allowed values", "full or digest")]
    [InlineData("INTEGRITY_SNAPSHOT_IGNORE", "$.a,,$.b", "has an empty path: there is a comma too many", "$.last_active_at_millis")]
    [InlineData("INTEGRITY_SNAPSHOT_IGNORE", "last_active", "has a path without $: last_active", "$.last_active_at_millis")]
    [InlineData("INTEGRITY_SNAPSHOT_IGNORE", "$", "has a path that leaves nothing to compare: $", "$.last_active_at_millis")]
    [InlineData("INTEGRITY_SNAPSHOT_IGNORE", "$.a..b", "has a path with an empty or broken name: $.a..b", "$.last_active_at_millis")]
    [InlineData("INTEGRITY_SNAPSHOT_IGNORE", "$.a[0]", "has brackets that hold neither * nor a name in quotes: $.a[0]",
        "$.last_active_at_millis")]
    [InlineData("INTEGRITY_SNAPSHOT_IGNORE", "$a", "has a path that is not valid from character 2 on: $a", "$.last_active_at_millis")]
    [InlineData("INTEGRITY_SNAPSHOT_IGNORE", "users: $.a",
        "has a text before $ that is not an endpoint and a colon, such as /api/v1/users/*: users: $.a",
        "/api/v1/users/*: $.selected_team.*")]
    [InlineData("INTEGRITY_SNAPSHOT_IMPORT", "nowhere.jsonl", "does not exist", "the path of a file that exists")]
    public void A_bad_value_is_shown_with_the_form_expected(string name, string value, string problem, string expected)
    {
        Given.Mistake((name, value)).Mistakes.Should().ContainSingle()
            .Which.Should().StartWith($"{name}=\"{value}\" {problem}. Expected: ").And.Contain(expected);
    }

    [Fact]
    public void A_results_folder_that_is_a_file_is_refused()
    {
        var file = typeof(InvalidValuesTests).Assembly.Location;

        Given.Mistake(("INTEGRITY_RESULTS", file)).Message.Should().Contain("is a file, not a folder");
    }

    [Fact]
    public void A_folder_of_invariants_has_to_exist()
    {
        Given.Mistake(("INTEGRITY_INVARIANTS", "not/there")).Mistakes.Should().ContainSingle().Which
            .Should().StartWith("INTEGRITY_INVARIANTS=\"not/there\" does not exist. Expected: the path of a folder that exists");
    }

    [Theory]
    [InlineData("findings.jsonl")]
    [InlineData("repair")]
    public void What_is_no_script_is_not_replaced_by_one(string file)
    {
        Given.Mistake(("INTEGRITY_REPAIR", file)).Mistakes.Should().ContainSingle().Which
            .Should().StartWith($"INTEGRITY_REPAIR=\"{file}\" does not end with .sql. Expected: the path of a file that ends with .sql");
    }

    [Fact]
    public void A_baseline_that_is_a_folder_is_refused()
    {
        Given.Mistake(("INTEGRITY_BASELINE", AppContext.BaseDirectory)).Message.Should().Contain("is a folder, not a file");
    }

    [Fact]
    public void A_baseline_to_write_needs_a_file()
    {
        Given.Mistake(("INTEGRITY_BASELINE_WRITE", "yes")).Mistakes
            .Should().Equal(
                "INTEGRITY_BASELINE_WRITE=yes needs a file to write. Expected: its path in INTEGRITY_BASELINE, such as known.jsonl.");
    }

    [Theory]
    [InlineData("INTEGRITY_SNAPSHOT_CONTENT=digest needs a key", "INTEGRITY_SNAPSHOTS=save", "INTEGRITY_SNAPSHOT_CONTENT=digest")]
    [InlineData("INTEGRITY_SHARD splits a snapshot over machines, which does not go with INTEGRITY_SNAPSHOT_TABLES and",
        "INTEGRITY_SNAPSHOTS=save", "INTEGRITY_SHARD=1/2", "INTEGRITY_SNAPSHOT_TABLES=all", "INTEGRITY_MAX_USERS_PER_PROJECT=4")]
    [InlineData("INTEGRITY_MERGE puts finished shards together and verifies nothing itself, which does not go with INTEGRITY_SHARD and",
        "INTEGRITY_MERGE={folder}", "INTEGRITY_SHARD=1/2", "INTEGRITY_REPAIR=repair.sql")]
    [InlineData("INTEGRITY_BUDGET may end a run", "INTEGRITY_SNAPSHOTS=save", "INTEGRITY_BUDGET=2h")]
    [InlineData("INTEGRITY_BUDGET may end a run", "INTEGRITY_SNAPSHOTS=verify", "INTEGRITY_BUDGET=2h")]
    [InlineData("INTEGRITY_ONLY verifies what an earlier run named, which does not go with what is about all rows: INTEGRITY_SNAPSHOTS.",
        "INTEGRITY_SNAPSHOTS=verify", "INTEGRITY_ONLY={file}")]
    [InlineData("INTEGRITY_ONLY verifies what an earlier run named, which does not go with what is about all rows: INTEGRITY_SHARD and",
        "INTEGRITY_BASELINE=known.jsonl", "INTEGRITY_BASELINE_WRITE=yes", "INTEGRITY_SHARD=1/2", "INTEGRITY_ONLY={file}")]
    [InlineData("INTEGRITY_ONLY and INTEGRITY_SAMPLE are both set", "INTEGRITY_SAMPLE=1%", "INTEGRITY_ONLY={file}")]
    [InlineData("INTEGRITY_ONLY and INTEGRITY_PREVIOUS are both set", "INTEGRITY_PREVIOUS={file}", "INTEGRITY_ONLY={file}")]
    [InlineData("INTEGRITY_SAMPLE leaves rows out", "INTEGRITY_SNAPSHOTS=save", "INTEGRITY_SAMPLE=1%")]
    [InlineData("INTEGRITY_MAX_AGE is set, but nothing says", "INTEGRITY_MAX_AGE=7d")]
    [InlineData("INTEGRITY_COVERAGE leaves out what earlier runs verified, which does not go with INTEGRITY_SAMPLE.",
        "INTEGRITY_COVERAGE=coverage", "INTEGRITY_SAMPLE=1%")]
    [InlineData("INTEGRITY_SNAPSHOT_IMPORT is set, but nothing is compared",
        "INTEGRITY_SNAPSHOTS=save", "INTEGRITY_SNAPSHOT_IMPORT={file}")]
    [InlineData("INTEGRITY_SNAPSHOT_IMPORT and INTEGRITY_SNAPSHOT_DIR are both set",
        "INTEGRITY_SNAPSHOTS=verify", "INTEGRITY_SNAPSHOT_IMPORT={file}", "INTEGRITY_SNAPSHOT_DIR=saved")]
    public void Snapshot_variables_that_do_not_fit_together_are_refused(string problem, params string[] variables)
    {
        var given = variables.Select(variable => variable.Replace("{file}", typeof(InvalidValuesTests).Assembly.Location)
            .Replace("{folder}", AppContext.BaseDirectory).Split('=', 2));

        Given.Mistake([.. given.Select(parts => (parts[0], parts[1]))]).Mistakes.Should().ContainSingle()
            .Which.Should().StartWith(problem).And.Contain("Expected");
    }

    [Fact]
    public void A_snapshot_key_that_is_too_short_is_refused_without_showing_it()
    {
        Given.Mistake(("INTEGRITY_SNAPSHOT_KEY", Given.Secret)).Mistakes.Should().ContainSingle().Which
            .Should().StartWith("INTEGRITY_SNAPSHOT_KEY (a secret, not shown) has fewer than 16 characters. Expected: a secret text")
            .And.NotContain(Given.Secret);
    }

    [Theory]
    [InlineData("INTEGRITY_SNAPSHOT_DIR", "{file}", "is a file, not a folder", "the path of a folder")]
    [InlineData("INTEGRITY_SNAPSHOT_IMPORT", "{folder}", "is a folder, not a file", "the path of a file that exists")]
    [InlineData("INTEGRITY_INVARIANTS", "{file}", "is a file, not a folder", "the path of a folder that exists")]
    public void A_file_is_not_taken_for_a_folder_nor_a_folder_for_a_file(string name, string value, string problem, string expected)
    {
        var path = value == "{file}" ? typeof(InvalidValuesTests).Assembly.Location : AppContext.BaseDirectory;

        Given.Mistake((name, path)).Mistakes.Should().ContainSingle()
            .Which.Should().StartWith($"{name}=").And.Contain($"{problem}. Expected: {expected}");
    }

    [Fact]
    public void A_long_or_unprintable_value_is_shown_on_one_short_line()
    {
        var mistake = Given.Mistake(("INTEGRITY_COUNT", "a\nb" + new string('c', 5000))).Mistakes.Single();

        mistake.Should().StartWith("INTEGRITY_COUNT=\"a\\nbccc").And.NotContain("\n");
        mistake.Length.Should().BeLessThan(250);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var mistake = Given.Mistake(
            ("INTEGRITY_COUNT", "0"), ("INTEGRITY_SHARD", "9/8"), ("INTEGRITY_CLOCK", "now"), ("INTEGRITY_API_URL", "ftp://x"),
            ("INTEGRITY_CUONT", "1"));

        mistake.Mistakes.Should().HaveCount(6);
        mistake.Message.Split('\n').Should().HaveCount(7)
            .And.HaveElementAt(0, "The settings of this run have 6 mistakes; no request was sent and nothing was verified.")
            .And.Contain(line => line.StartsWith("  - INTEGRITY_COUNT="))
            .And.Contain(line => line.StartsWith("  - INTEGRITY_SHARD="))
            .And.Contain(line => line.StartsWith("  - INTEGRITY_CLOCK="))
            .And.Contain(line => line.StartsWith("  - INTEGRITY_API_URL="))
            .And.Contain(line => line.StartsWith("  - INTEGRITY_DATABASE (or "))
            .And.Contain(line => line.StartsWith("  - INTEGRITY_CUONT "));
    }

    [Fact]
    public void One_mistake_is_not_called_several()
    {
        Given.Mistake(("INTEGRITY_COUNT", "0")).Message.Should().StartWith("The settings of this run have a mistake;");
    }
}
