using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

[Collection(DatabaseCollection.Name)]
public sealed class ReplicaDatabaseTests(DatabaseFixture databases)
{
    private const string Canary = "k4n4ry-p4ssw0rd";

    [Theory]
    [InlineData("INSERT INTO \"Tenancy\" VALUES (gen_random_uuid(), now(), now(), 'p', 'main', NULL, 'TRUE', NULL) RETURNING id")]
    [InlineData("CREATE TABLE written (id int)")]
    [InlineData("DELETE FROM \"ProjectUser\"")]
    public async Task Nothing_can_be_written(string sql)
    {
        var writing = () => databases.Database.QueryAsync(sql, row => row.GetValue(0), default);

        (await writing.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.ReadOnlySqlTransaction);
    }

    [Fact]
    public async Task A_connection_that_is_used_again_is_still_read_only()
    {
        for (var use = 0; use < 3; use++)
            (await Setting("default_transaction_read_only")).Should().Be("on");
    }

    [Fact]
    public async Task A_session_that_is_used_again_costs_the_server_no_statement_to_reset_it()
    {
        await using var database = await databases.Shared.OpenAsync();
        await database.QueryAsync("SELECT set_config('suite.mark', 'left', false)", row => row.GetString(0), default);

        var mark = await database.QueryAsync("SELECT current_setting('suite.mark', true)", row => row.GetString(0), default);

        mark.Should().Equal("left");
    }

    [Fact]
    public async Task Options_of_the_connection_string_are_kept()
    {
        var options = new NpgsqlConnectionStringBuilder(databases.Shared.ConnectionString) { Options = "-c search_path=pg_catalog" };
        await using var database = await ReplicaDatabase.OpenAsync(options.ConnectionString, default);

        database.Schema.HasTable("pg_class").Should().BeTrue();
        database.Schema.HasTable("Project").Should().BeFalse();
    }

    [Fact]
    public async Task A_query_has_a_deadline() => (await Setting("statement_timeout")).Should().Be("2min");

    [Fact]
    public void The_schema_is_known()
    {
        databases.Database.Schema.Has("ProjectUser", "signedUpAt").Should().BeTrue();
        databases.Database.Schema.Has("ProjectUser", "signedupat").Should().BeFalse();
        databases.Database.IsStandby.Should().BeFalse();
    }

    [Fact]
    public async Task A_wrong_password_is_explained() => (await Explain(connection => connection.Password = Canary)).Should()
        .Be($"The database \"{Target.Database}\" at 127.0.0.1:{Target.Port} refused the user name or password. "
            + "Check both in the connection string; special characters in a URI are percent-encoded.");

    [Fact]
    public async Task An_unknown_database_is_explained() => (await Explain(connection => connection.Database = "nowhere")).Should()
        .Be($"The server at 127.0.0.1:{Target.Port} has no database \"nowhere\". Check the name in the connection string.");

    [Fact]
    public async Task A_closed_port_is_explained() => (await Explain(connection => connection.Port = 1)).Should()
        .Match("The database * at 127.0.0.1:1 cannot be reached: Connection refused. Check host and port, *");

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_left_without_a_connection()
    {
        // The session is refused after it was opened: the function that tells a standby answers something else.
        var rows = await databases.CopyAsync();
        await rows.WithoutSession.ExecuteAsync("""
            CREATE SCHEMA early; CREATE FUNCTION early.pg_is_in_recovery() RETURNS text LANGUAGE sql AS $$ SELECT 'maybe' $$
            """);
        var target = new NpgsqlConnectionStringBuilder(rows.ConnectionString) { Options = "-c search_path=early,pg_catalog" };
        var opening = () => ReplicaDatabase.OpenAsync(target.ConnectionString, default);

        await opening.Should().ThrowAsync<InvalidCastException>();

        // PostgreSQL waits for sessions that end, and refuses to drop a database where one stays.
        await new StoredRows(databases.Cluster.ConnectionString("postgres")).ExecuteAsync($"DROP DATABASE \"{target.Database}\"");
    }

    [Fact]
    public async Task Values_of_a_type_that_only_this_database_has_are_read_as_text()
    {
        var rows = await databases.CopyAsync();
        await rows.ExecuteAsync("CREATE TYPE feeling AS ENUM ('happy', 'sad')");
        await using var database = await rows.OpenAsync();

        (await database.QueryAsync("SELECT 'sad'::feeling", row => row.GetString(0), default)).Should().Equal("sad");
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again()
    {
        var tries = 0;

        var rows = await databases.Database.QueryAsync(
            "SELECT 1",
            row => ++tries == 1 ? throw new NpgsqlException("dropped", new IOException("reset")) : row.GetInt32(0),
            default);

        rows.Should().Equal(1);
        tries.Should().Be(2);
    }

    [Fact]
    public async Task Long_queries_one_after_another_share_a_session_however_many_are_idle()
    {
        await using var database = await databases.Shared.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SessionOfAsync(database)));

        var first = await SessionOfAsync(database);

        for (var query = 0; query < 5; query++) (await SessionOfAsync(database)).Should().Be(first);
    }

    [Fact]
    public async Task A_long_query_goes_on_in_another_session_when_the_server_has_closed_the_idle_one()
    {
        await using var database = await databases.Shared.OpenAsync();
        var closed = await SessionOfAsync(database);
        await databases.Shared.ExecuteAsync($"SELECT pg_terminate_backend({closed}, 10000)");

        (await SessionOfAsync(database)).Should().NotBe(closed);
    }

    [Fact]
    public async Task A_long_query_leaves_no_session_behind_in_a_database_that_is_hardly_used()
    {
        var rows = await databases.CopyAsync();
        await using var database = await rows.OpenAsync();
        await SessionOfAsync(database);
        database.Retire();
        await SessionOfAsync(database);

        // PostgreSQL waits for sessions that end, and refuses to drop a database where one stays.
        var name = new NpgsqlConnectionStringBuilder(rows.ConnectionString).Database;
        await new StoredRows(databases.Cluster.ConnectionString("postgres")).ExecuteAsync($"DROP DATABASE \"{name}\"");
    }

    [Fact]
    public async Task A_failure_that_stays_is_not_tried_again()
    {
        var tries = 0;
        var reading = () => databases.Database.QueryAsync(
            "SELECT 1",
            row =>
            {
                tries++;
                return row.GetString(7);
            },
            default);

        await reading.Should().ThrowAsync<Exception>();
        tries.Should().Be(1);
    }

    private NpgsqlConnectionStringBuilder Target => new(databases.Shared.ConnectionString);

    private async Task<string> Explain(Action<NpgsqlConnectionStringBuilder> spoil)
    {
        var target = Target;
        spoil(target);
        var opening = () => ReplicaDatabase.OpenAsync(target.ConnectionString, default);

        var exception = (await opening.Should().ThrowAsync<DatabaseUnavailableException>()).Which;
        exception.ToString().Should().NotContain(target.Password).And.NotContain(Target.Password);
        return exception.Message;
    }

    private static async Task<int> SessionOfAsync(ReplicaDatabase database)
    {
        var session = 0;
        await database.ReadAsync("SELECT pg_backend_pid()", row => session = row.GetInt32(0), CancellationToken.None);
        return session;
    }

    private async Task<string> Setting(string name) =>
        (await databases.Database.QueryAsync($"SELECT current_setting('{name}')", row => row.GetString(0), default)).Single();
}
