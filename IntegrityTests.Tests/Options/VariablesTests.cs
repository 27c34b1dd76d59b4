using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class VariablesTests
{
    /// <summary>Of each variable a value that is not the default, and the variables that it makes sense with.</summary>
    private static readonly Dictionary<string, (string Value, (string, string)[] Context)> Examples = new()
    {
        ["INTEGRITY_DATABASE"] = ($"postgres://reader:{Given.Secret}@other.example.com/db", StackTarget),
        ["INTEGRITY_API_URL"] = ("https://other.example.com", StackTarget),
        ["INTEGRITY_ADMIN_KEY"] = (Given.Secret, StackTarget),
        ["INTEGRITY_STRIPE_URL"] = ("https://stripe.example.com", [.. Given.Target, ("INTEGRITY_STRIPE_KEY", "sk_live_1")]),
        ["INTEGRITY_STRIPE_KEY"] = ("sk_live_" + Given.Secret, Given.Target),
        ["INTEGRITY_CLICKHOUSE_URL"] = ("https://clickhouse.example.com:8443", Given.Target),
        ["INTEGRITY_CLICKHOUSE_USER"] = ("reader", Given.Target),
        ["INTEGRITY_CLICKHOUSE_PASSWORD"] = (Given.Secret, Given.Target),
        ["INTEGRITY_ALLOW_PRIMARY"] = ("yes", Given.Target),
        ["INTEGRITY_PROJECTS"] = ("a,b", []),
        ["INTEGRITY_START_AT"] = ("2", []),
        ["INTEGRITY_COUNT"] = ("3", []),
        ["INTEGRITY_RECENT_FIRST"] = ("yes", []),
        ["INTEGRITY_SKIP_NEON"] = ("yes", []),
        ["INTEGRITY_SKIP_USERS"] = ("yes", []),
        ["INTEGRITY_MAX_USERS_PER_PROJECT"] = ("4", []),
        ["INTEGRITY_SHARD"] = ("2/8", []),
        ["INTEGRITY_SHARDS"] = ("8", [("INTEGRITY_SHARD", "2/8")]),
        ["INTEGRITY_RUN_ID"] = ("nightly", [("INTEGRITY_SHARD", "2/8")]),
        ["INTEGRITY_MERGE"] = (AppContext.BaseDirectory, []),
        ["INTEGRITY_ONLY"] = (typeof(VariablesTests).Assembly.Location, []),
        ["INTEGRITY_PREVIOUS"] = (typeof(VariablesTests).Assembly.Location, []),
        ["INTEGRITY_SAMPLE"] = ("0.5%,42", []),
        ["INTEGRITY_BUDGET"] = ("90m", []),
        ["INTEGRITY_COVERAGE"] = ("coverage", []),
        ["INTEGRITY_MAX_AGE"] = ("7d", [("INTEGRITY_COVERAGE", "coverage")]),
        ["INTEGRITY_CONCURRENCY"] = ("8", []),
        ["INTEGRITY_MAX_RPS"] = ("50", []),
        ["INTEGRITY_MAX_LAG"] = ("30s", []),
        ["INTEGRITY_TIMEOUT"] = ("500ms", []),
        ["INTEGRITY_CLOCK"] = ("2026-11-22T08:05:37.902Z", []),
        ["INTEGRITY_RESULTS"] = ("found", []),
        ["INTEGRITY_FAIL_ON"] = ("warning", []),
        ["INTEGRITY_PERSONAL_DATA"] = ("show", []),
        ["INTEGRITY_VERBOSE"] = ("yes", []),
        ["INTEGRITY_SNAPSHOTS"] = ("save", []),
        ["INTEGRITY_SNAPSHOT_DIR"] = ("saved", [Saving]),
        ["INTEGRITY_SNAPSHOT_CONTENT"] = ("digest", [Saving, ("INTEGRITY_SNAPSHOT_KEY", "0123456789abcdef")]),
        ["INTEGRITY_SNAPSHOT_KEY"] = ("of the snapshot: " + Given.Secret, [Saving]),
        ["INTEGRITY_SNAPSHOT_IGNORE"] = ("$.a", [Saving]),
        ["INTEGRITY_SNAPSHOT_TABLES"] = ("all", [Saving]),
        ["INTEGRITY_SNAPSHOT_IMPORT"] = (typeof(VariablesTests).Assembly.Location, [("INTEGRITY_SNAPSHOTS", "verify")]),
        ["INTEGRITY_REPAIR"] = ("repair.sql", []),
        ["INTEGRITY_INVARIANTS"] = (AppContext.BaseDirectory, []),
        ["INTEGRITY_BASELINE"] = ("known.jsonl", []),
        ["INTEGRITY_BASELINE_WRITE"] = ("yes", [("INTEGRITY_BASELINE", "known.jsonl")]),
    };

    /// <summary>Defaults that no value says: what they mean is in <see cref="DefaultsTests"/>.</summary>
    private static readonly string[] Words =
    [
        "the sample deployment's", "none", "none: payouts are skipped", "none: ClickHouse is skipped", "all", "no limit", "no pauses",
        "until all were verified once", "now", "the whole deployment", "as INTEGRITY_SHARD says",
        "what GitHub, GitLab, Azure or Buildkite set", "snapshots/ and the API's host",
        "none when saving; when comparing, those that were saved",
    ];

    private static (string, string)[] StackTarget =>
    [
        ("STACK_DATABASE_CONNECTION_STRING", "postgres://stack.example.com/stackframe"),
        ("NEXT_PUBLIC_STACK_API_URL", "http://localhost:8102"),
        ("STACK_SEED_INTERNAL_PROJECT_SUPER_SECRET_ADMIN_KEY", "stack-own-key"),
    ];

    private static (string, string) Saving => ("INTEGRITY_SNAPSHOTS", "save");

    public static TheoryData<string> Names => [.. Variables.All.Select(variable => variable.Name)];

    public static TheoryData<string> SecretNames =>
        [.. Variables.All.Where(variable => variable.IsSecret).Select(variable => variable.Name)];

    public static TheoryData<string> NamesWithDefaultValue =>
        [.. Variables.All.Where(variable => !Words.Contains(variable.Default)).Select(variable => variable.Name)];

    [Fact]
    public void Every_variable_is_documented_and_named_once()
    {
        Variables.All.Select(variable => variable.Name)
            .Should().OnlyHaveUniqueItems().And.OnlyContain(name => name.StartsWith(Variables.Prefix));
        Variables.All.Select(variable => variable.InRunLine.Name).Should().OnlyHaveUniqueItems();
        Variables.All.Should().OnlyContain(variable => variable.Form != "" && variable.Default != "" && variable.Meaning != "");
    }

    [Fact]
    public void Every_variable_has_an_example_here() =>
        Examples.Keys.Should().BeEquivalentTo(Variables.All.Select(variable => variable.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_other_than_the_default_shows_in_the_banner_and_in_the_run_line(string name)
    {
        var (value, context) = Examples[name];
        var without = Given.Options(context);
        var with = Given.Options([.. context, (name, value)]);

        with.Should().NotBeEquivalentTo(without, "the example has to be another value than the default");
        with.Describe().Should().NotEqual(without.Describe());
        with.ToJson().ToJsonString().Should().NotBe(without.ToJson().ToJsonString());
    }

    [Theory]
    [MemberData(nameof(SecretNames))]
    public void A_secret_shows_neither_in_the_banner_nor_in_the_run_line(string name)
    {
        var (value, context) = Examples[name];
        var options = Given.Options([.. context, (name, value)]);
        var shown = string.Join('\n', [.. options.Describe(), options.ToString(), options.ToJson().ToJsonString()]);

        shown.Should().NotContain(Given.Secret);
    }

    [Theory]
    [MemberData(nameof(NamesWithDefaultValue))]
    public void The_documented_default_is_what_holds_without_the_variable(string name)
    {
        var variable = Variables.All.Single(variable => variable.Name == name);

        Given.Options((name, variable.Default)).Should().BeEquivalentTo(Given.Options());
    }

    [Fact]
    public void The_base_directory_is_the_solutions_folder()
    {
        var folder = ProcessEnvironment.BaseDirectory();

        File.Exists(Path.Combine(folder, "IntegrityTests.sln")).Should().BeTrue();
    }

    [Fact]
    public void Outside_of_a_checkout_the_base_directory_is_the_programs()
    {
        var folder = Path.GetPathRoot(Path.GetTempPath())!;

        ProcessEnvironment.BaseDirectory(folder).Should().Be(folder);
    }
}
