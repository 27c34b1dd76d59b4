using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

[Collection(DatabaseCollection.Name)]
public sealed class InvariantVerificationTests(DatabaseFixture database)
{
    private readonly TestRow _row = new();

    [Fact]
    public async Task Rows_become_findings_with_the_names_of_their_projects()
    {
        var rows = await database.CopyAsync();
        await rows.AddProjectAsync("p");
        await using var replica = await rows.OpenAsync();
        await VerifyAsync(replica, "SELECT id AS project, 'project:' || id AS subject, 'is odd' AS detail FROM \"Project\"");

        _row.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new
            {
                Code = "OWN001",
                Severity = Severity.Warning,
                Project = "p",
                ProjectName = "Name of p",
                Subject = "project:p",
                Message = "is odd",
            });
    }

    [Fact]
    public async Task Rows_out_of_scope_are_counted_and_rows_of_nobody_always_told()
    {
        var rows = await database.CopyAsync();
        await rows.AddProjectAsync("in");
        await rows.AddProjectAsync("out");
        await using var replica = await rows.OpenAsync();
        await VerifyAsync(
            replica,
            "SELECT * FROM (VALUES ('in', 's:1', 'd'), ('out', 's:2', 'd'), ('gone', 's:3', 'd'), (NULL, 's:4', 'd')) "
                + "v (project, subject, detail)",
            projects: ["in"]);

        _row.Findings.Select(finding => finding.Subject).Should().BeEquivalentTo("s:1", "s:3", "s:4");
        _row.Skips.Should().ContainSingle().Which.Comparison.Should().Be("rows of other projects");
    }

    [Fact]
    public async Task A_flood_is_told_up_to_its_limit_and_counted()
    {
        await VerifyAsync(
            database.Database, "SELECT NULL AS project, 'n:' || n AS subject, 'd' AS detail FROM generate_series(1, 300000) n");

        _row.Findings.Should().HaveCount(InvariantVerification.MaxKept + 1);
        _row.Findings[^1].Should().BeEquivalentTo(
            new { Subject = "invariant:OWN001", Message = "is broken by 299000 more rows, which are not reported one by one" });
        _row.Skips.Should().ContainSingle().Which.Comparison.Should().Be("rows beyond the first");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3000)]
    public async Task Of_severity_info_every_row_counts_and_what_is_left_of_deleted_projects_belongs_to_none(int rows)
    {
        var sql = $"SELECT 'gone' AS project, 'n:' || n AS subject, 'd' AS detail FROM generate_series(1, {rows}) n";

        await VerifyAsync(database.Database, sql, severity: Severity.Info);

        _row.Findings.Should().HaveCount(rows).And.OnlyContain(finding => finding.Project == null && finding.Severity == Severity.Info);
        _row.Skips.Should().BeEmpty();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(3000)]
    public async Task A_row_with_a_cause_is_information_however_many_there_are(int rows)
    {
        var sql = $"""
            SELECT NULL AS project, 'n:' || n AS subject, 'd' AS detail, CASE WHEN n % 3 > 0 THEN 'its user was deleted' END AS cause
            FROM generate_series(1, {rows}) n
            """;

        await VerifyAsync(database.Database, sql);

        _row.Findings.Count(finding => finding is { Severity: Severity.Info, Cause: "its user was deleted" }).Should().Be(rows / 3 * 2);
        _row.Findings.Count(finding => finding is { Severity: Severity.Warning, Cause: null }).Should().Be(rows / 3);
    }

    [Fact]
    public async Task What_does_not_last_is_no_finding()
    {
        // Each statement sees the time at which its transaction began.
        await VerifyAsync(database.Database, "SELECT NULL AS project, 'n:' || now() AS subject, 'd' AS detail");

        _row.Findings.Should().BeEmpty();
        _row.Skips.Should().ContainSingle().Which.Comparison.Should().Be("changed meanwhile");
    }

    [Fact]
    public async Task What_only_an_index_says_is_no_finding()
    {
        var rows = await database.CopyAsync();
        await rows.ExecuteAsync("""
            CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int PRIMARY KEY, parent int);
            UPDATE pg_index SET indisready = false WHERE indrelid = 'parent'::regclass;
            INSERT INTO parent VALUES (1);
            UPDATE pg_index SET indisready = true WHERE indrelid = 'parent'::regclass;
            INSERT INTO parent VALUES (2); INSERT INTO child VALUES (1, 1), (2, 2), (3, 3);
            """);
        await using var replica = await new StoredRows($"{rows.ConnectionString};Options=-c enable_seqscan=off").OpenAsync();
        await VerifyAsync(replica, """
            SELECT NULL AS project, 'child:' || c.id AS subject, 'has a parent that does not exist' AS detail
            FROM child c WHERE c.parent NOT IN (SELECT p.id FROM parent p WHERE p.id > 0)
            """);

        _row.Findings.Select(finding => finding.Subject).Should().Equal("child:3");
    }

    [Fact]
    public async Task Other_columns_are_told_with_what_is_expected()
    {
        var verifying = () => VerifyAsync(database.Database, "SELECT 1 AS project, 2 AS thing");

        (await verifying.Should().ThrowAsync<NotVerifiedException>())
            .WithMessage("own.sql returns the columns project, thing. Expected: project, subject, detail, and optionally cause.");
    }

    [Theory]
    [InlineData("WITH gone AS (DELETE FROM \"Project\" RETURNING id) SELECT id AS project, '' AS subject, '' AS detail FROM gone")]
    [InlineData("SELECT nextval('numbers')::text AS project, '' AS subject, '' AS detail")]
    [InlineData("SELECT set_config('transaction_read_only', 'off', false) AS project, '' AS subject, '' AS detail")]
    public async Task A_query_cannot_write(string sql)
    {
        var rows = await database.CopyAsync();
        await rows.AddProjectAsync("p");
        await rows.ExecuteAsync("CREATE SEQUENCE numbers");
        await using var replica = await rows.OpenAsync();
        var verifying = () => VerifyAsync(replica, sql);

        await verifying.Should().ThrowAsync<PostgresException>();
        (await new ProjectReader(replica).CountAsync([], CancellationToken.None)).Should().Be(1);
    }

    [Fact]
    public async Task What_a_query_leaves_is_rolled_back()
    {
        var rows = await database.CopyAsync();
        await using var replica = await rows.OpenAsync();
        // PostgreSQL 15 and older create large objects also in a read-only transaction.
        try
        {
            await VerifyAsync(replica, "SELECT NULL AS project, lo_create(0)::text AS subject, '' AS detail");
        }
        catch (PostgresException)
        {
        }

        (await replica.QueryAsync("SELECT count(*) FROM pg_largeobject_metadata", found => found.GetInt64(0), CancellationToken.None))
            .Should().Equal(0);
    }

    [Theory]
    [InlineData("SELECT nothing FROM \"Project\"", false, "this deployment does not have what it reads: column \"nothing\" does not exist")]
    [InlineData("SELECT * FROM \"Nowhere\"", false, "this deployment does not have what it reads: relation \"Nowhere\" does not exist")]
    [InlineData("SELECT nothing FROM \"Project\"", true, "own.sql failed with error 42703: column \"nothing\" does not exist")]
    [InlineData("SELECT FROM WHERE", false, "own.sql failed with error 42601*")]
    public async Task What_the_database_lacks_is_skipped_and_what_is_wrong_is_told(string sql, bool isOwn, string reason)
    {
        var verifying = () => VerifyAsync(database.Database, sql);
        var failure = (await verifying.Should().ThrowAsync<PostgresException>()).Which;

        var explained = DatabaseInvariants.Explain(Own(sql) with { IsOwn = isOwn }, failure)!;

        var isSkipped = reason.StartsWith("this", StringComparison.Ordinal);
        explained.Should().BeOfType(isSkipped ? typeof(RowSkippedException) : typeof(NotVerifiedException));
        explained.Message.Should().Match(reason);
    }

    private Task VerifyAsync(ReplicaDatabase replica, string sql, string[]? projects = null, Severity severity = Severity.Warning)
    {
        var invariant = Own(sql) with { Severity = severity };
        return new InvariantVerification(_row.Row, new InvariantQuery(replica, projects), invariant).RunAsync(CancellationToken.None);
    }

    private static Invariant Own(string sql) => new("OWN001", "all is even", Severity.Warning, "why", "look", sql, "own.sql", IsOwn: true);
}
