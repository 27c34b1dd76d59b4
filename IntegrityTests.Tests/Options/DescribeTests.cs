using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class DescribeTests
{
    [Fact]
    public void The_banner_of_the_sample_deployment_says_so()
    {
        Given.Options().Describe().Should().Equal(
            "target:   the sample deployment, which the suite starts itself",
            "scope:    all projects, all users",
            "pace:     16 requests in flight, deadline 30 s per call",
            $"results:  {Path.Combine(Given.Folder, "TestResults", "integrity")}, errors make the run red, personal data is hidden");
    }

    [Fact]
    public void The_banner_names_target_scope_and_pace()
    {
        var options = Given.Options(
        [
            .. Given.Target,
            ("INTEGRITY_ALLOW_PRIMARY", "yes"), ("INTEGRITY_PROJECTS", "a,b"), ("INTEGRITY_START_AT", "2"), ("INTEGRITY_COUNT", "3"),
            ("INTEGRITY_RECENT_FIRST", "yes"), ("INTEGRITY_SKIP_NEON", "yes"), ("INTEGRITY_MAX_USERS_PER_PROJECT", "4"),
            ("INTEGRITY_SHARD", "2/8"), ("INTEGRITY_MAX_RPS", "50"), ("INTEGRITY_TIMEOUT", "500ms"), ("INTEGRITY_FAIL_ON", "warning"),
            ("INTEGRITY_PERSONAL_DATA", "show"), ("INTEGRITY_RESULTS", "/found"),
        ]);

        options.Describe().Should().Equal(
            "database: replica.example.com:5432/stackframe, which may be a primary",
            "API:      https://api.example.com/, admin key ***",
            "Stripe:   payouts are not verified: no Stripe key is set (INTEGRITY_STRIPE_KEY)",
            "copy:     ClickHouse is not verified: no URL of ClickHouse is set (INTEGRITY_CLICKHOUSE_URL)",
            "scope:    projects a b, from number 2, at most 3, recent first, without Neon, at most 4 users of each, shard 2/8",
            "pace:     16 requests in flight, at most 50 per second, deadline 0.5 s per call",
            "results:  /found, warnings make the run red, personal data is shown");
    }

    [Fact]
    public void A_long_list_of_projects_is_counted()
    {
        Given.Options(("INTEGRITY_PROJECTS", "a,b,c,d,e,f"), ("INTEGRITY_SKIP_USERS", "yes")).Describe()
            .Should().Contain("scope:    6 projects by id, no users");
    }

    [Fact]
    public void Fallbacks_in_use_are_named()
    {
        Given.Options(Given.Target[0], Given.Target[2], ("NEXT_PUBLIC_STACK_API_URL", "http://localhost:8102")).Describe()
            .Should().Contain("remark:   taken from Stack Auth's own variables: NEXT_PUBLIC_STACK_API_URL");
    }

    [Theory]
    [InlineData("postgres://reader:pw@[::1]/db", "[::1]:5432/db")]
    [InlineData("postgres://a:5433,b/db", "a:5433,b:5432/db")]
    [InlineData("Host=h;Port=6000;Database=db", "h:6000/db")]
    public void A_database_is_named_by_host_port_and_name(string value, string expected)
    {
        Given.Options(("INTEGRITY_DATABASE", value), Given.Target[1], Given.Target[2]).Describe()[0].Should().Be("database: " + expected);
    }

    [Fact]
    public void No_secret_and_no_user_name_is_printed()
    {
        var options = Given.Options(
        [
            .. Given.Target,
            ("STACK_STRIPE_SECRET_KEY", "sk_live_k4n4ry"), ("STACK_DATABASE_CONNECTION_STRING", "postgres://reader:k4n4ry@h/d"),
            ("INTEGRITY_SNAPSHOTS", "save"), ("INTEGRITY_SNAPSHOT_KEY", "k4n4ry-of-the-snapshot"),
        ]);

        string.Join('\n', [.. options.Describe(), options.ToString(), options.ToJson().ToJsonString()])
            .Should().NotContainAny(Given.Secret, "pck_canary_key_1234", "k4n4ry", "reader");
    }

    [Fact]
    public void All_secrets_of_the_environment_and_those_set_in_code_are_redacted()
    {
        var options = Given.Options([.. Given.Target, ("STACK_SEED_INTERNAL_PROJECT_SUPER_SECRET_ADMIN_KEY", "unused-but-secret")])
            with
        { AdminKey = "set-in-code", Database = "Host=h;Database=d;Password=later-set" };
        var secrets = options.CreateSecrets();

        new[] { Given.Secret, "pck_canary_key_1234", "unused-but-secret", "set-in-code", "later-set" }.Select(secrets.Redact)
            .Should().OnlyContain(text => text == "***");
    }

    [Fact]
    public void The_banner_of_snapshots_says_what_is_compared_with_what()
    {
        Banner(("INTEGRITY_SNAPSHOTS", "save"), ("INTEGRITY_SNAPSHOT_DIR", "/saved")).Should().Contain("snapshot: saved to /saved");
        Banner(
            ("INTEGRITY_SNAPSHOTS", "save"), ("INTEGRITY_SNAPSHOT_DIR", "/saved"), ("INTEGRITY_SNAPSHOT_CONTENT", "digest"),
            ("INTEGRITY_SNAPSHOT_KEY", "0123456789abcdef"), ("INTEGRITY_SNAPSHOT_IGNORE", "$.a,$.b"))
            .Should().Contain("snapshot: saved to /saved as digests, key ***, without $.a, $.b");
        Banner(("INTEGRITY_SNAPSHOTS", "verify"), ("INTEGRITY_SNAPSHOT_DIR", "/saved"), ("INTEGRITY_SNAPSHOT_IGNORE", "$.a"))
            .Should().Contain("snapshot: compared with /saved, without $.a");
    }

    [Fact]
    public void The_banner_names_files_of_the_operator()
    {
        Banner(("INTEGRITY_INVARIANTS", "/"), ("INTEGRITY_BASELINE", "/known")).Should()
            .ContainInOrder("remark:   with the database invariants in /", "remark:   findings are known that are listed in /known");
        Banner(("INTEGRITY_BASELINE", "/known"), ("INTEGRITY_BASELINE_WRITE", "yes")).Should()
            .Contain("remark:   findings are written as known to /known");
    }

    [Fact]
    public void The_json_has_the_settings()
    {
        var json = Given.Options(
            [.. Given.Target, ("INTEGRITY_COUNT", "5"), ("INTEGRITY_PROJECTS", "a"), ("INTEGRITY_RESULTS", "/found")]).ToJson();

        json.ToJsonString().Should().Be(
            """
            {"sample":false,"fallbacks":[],
            "database":"replica.example.com:5432/stackframe","apiUrl":"https://api.example.com/","adminKey":"***",
            "stripeUrl":"https://api.stripe.com/","payouts":false,
            "clickHouseUrl":null,"clickHouseUser":"stackframe","clickHousePassword":null,"allowPrimary":false,
            "projects":["a"],"startAt":1,"count":5,"recentFirst":false,"skipNeon":false,"skipUsers":false,"maxUsersPerProject":null,
            "shard":"1/1","shards":null,"runId":null,"merge":null,
            "only":null,"previous":null,"sampled":null,"budgetSeconds":null,"coverage":null,"maxAgeSeconds":null,
            "concurrency":16,"maxRequestsPerSecond":null,"maxLagSeconds":null,"timeoutMilliseconds":30000,"clock":null,
            "results":"/found","failOn":"error","personalData":"hide","verbose":false,
            "snapshots":"off","snapshotDirectory":null,"snapshotContent":"full","snapshotKey":null,"snapshotIgnore":[],
            "snapshotTables":null,"snapshotImport":null,"repair":null,"invariants":null,"baseline":null,"baselineWrite":false}
            """.ReplaceLineEndings(""));
    }

    private static IReadOnlyList<string> Banner(params (string, string)[] variables) => Given.Options(variables).Describe();
}
