using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.EndToEnd.Harness;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>A healthy deployment that a test may damage.</summary>
internal sealed class RecordedDeployment(string database, string databaseUri, RecordedAnswers answers, RecordedApi api)
    : IAsyncDisposable
{
    /// <summary>The key that its API accepts, and that no output may contain.</summary>
    public const string AdminKey = "k4n4ry-0f-th3-adm1n-k3y";

    /// <summary>What the API answers.</summary>
    public RecordedAnswers Answers => answers;

    public RecordedApi Api => api;

    /// <summary>The database as an operator names it, password included.</summary>
    public string DatabaseUri => databaseUri;

    /// <summary>Its password.</summary>
    public string DatabasePassword => new UriBuilder(databaseUri).Password;

    /// <summary>The database as the suite sees it.</summary>
    public async Task<ReplicaDatabase> OpenAsync() =>
        await ReplicaDatabase.OpenAsync(await TestCluster.ConnectionStringAsync(database), CancellationToken.None);

    /// <summary>The command that verifies some projects of it, or all.</summary>
    public SuiteCommand Verification(params string[] projects)
    {
        var command = new SuiteCommand()
            .With("INTEGRITY_DATABASE", databaseUri)
            .With("INTEGRITY_API_URL", api.Url)
            .With("INTEGRITY_ADMIN_KEY", AdminKey)
            .With("INTEGRITY_ALLOW_PRIMARY", "yes")
            .With("INTEGRITY_CLOCK", answers.ReadAt);
        return projects.Length == 0 ? command : command.With("INTEGRITY_PROJECTS", string.Join(',', projects));
    }

    /// <summary>
    /// Sees the requests about a project before they are answered; true when it has answered. A way to misbehave on the wire.
    /// </summary>
    public void Intercept(string project, Func<HttpContext, Task<bool>> answer)
    {
        var others = api.Intercept;
        api.Intercept = async context =>
            await others(context) || (context.Request.Headers[RecordedApi.ProjectHeader] == project && await answer(context));
    }

    /// <summary>Verifies some projects of it, or all.</summary>
    public Task<SuiteResult> VerifyAsync(params string[] projects) => Verification(projects).RunAsync();

    /// <summary>
    /// Changes rows past every foreign key, as a restored or replicated database may have them. The server's statistics of writes have
    /// changed too when it returns.
    /// </summary>
    public async Task DamageAsync(string sql)
    {
        await using var connection = await TestCluster.OpenAsync(database);
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(
            $"SET session_replication_role = replica; {sql}; SELECT pg_stat_force_next_flush()", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows that a query gives, each as text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = await TestCluster.OpenAsync(database);
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column))));
        return rows;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => api.DisposeAsync();
}
