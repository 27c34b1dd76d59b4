using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Explanations;
using IntegrityTests.Running;
using Npgsql;

namespace IntegrityTests.Tests.Detection;

/// <summary>Asks the queries that stand with each finding of an invariant, as a person who pastes them.</summary>
internal static class ExplainingQueries
{
    private static readonly Handbook Handbook = new(Handbook.Shipped);

    /// <summary>The queries that fail, those that read nothing of the first finding of a rule, and the rules without any.</summary>
    public static async Task<IReadOnlyList<string>> FailuresAsync(string connectionString, DateTimeOffset now)
    {
        await using var database = await ReplicaDatabase.OpenAsync(connectionString, CancellationToken.None);
        // Some of the damages are in indexes; what is asked here is whether the row is the one that is meant.
        const string WithoutIndexes = "-c enable_indexscan=off -c enable_indexonlyscan=off -c enable_bitmapscan=off";
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Options={WithoutIndexes}");
        await connection.OpenAsync();
        var query = new InvariantQuery(database, projects: null, now: now.ToUnixTimeMilliseconds());
        var failures = new List<string>();
        foreach (var invariant in Invariants.Shipped)
        {
            try
            {
                var row = new CheckRow(invariant.Check);
                await new InvariantVerification(row, query, invariant).RunAsync(CancellationToken.None);
                foreach (var finding in row.Findings.Take(1)) failures.AddRange(await FailuresAsync(connection, finding));
            }
            catch (PostgresException missing) when (AllInvariants.IsOfNewestAlone(invariant, missing))
            {
                // It has nothing to say of the reference version.
            }
        }

        return failures;
    }

    private static async Task<IReadOnlyList<string>> FailuresAsync(NpgsqlConnection connection, Finding finding)
    {
        var name = $"{finding.Code} about {finding.Subject}, {finding.Message}";
        if (Handbook.Explain(finding)?.Sql is not { } sql) return [$"{name}: has no query"];
        var rows = 0;
        foreach (var statement in sql.Split(";\n").Where(statement => !statement.StartsWith("--", StringComparison.Ordinal)))
        {
            try
            {
#pragma warning disable CA2100 // What the suite says, as it is pasted.
                await using var query = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
                await using var read = await query.ExecuteReaderAsync();
                while (await read.ReadAsync()) rows++;
            }
            catch (PostgresException failure)
            {
                return [$"{name}: {failure.MessageText} in {statement}"];
            }
        }

        return rows > 0 ? [] : [$"{name}: nothing is read by {sql}"];
    }
}
