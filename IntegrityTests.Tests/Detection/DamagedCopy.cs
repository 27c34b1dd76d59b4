using System.Globalization;
using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Api;
using SampleDeployment.ClickHouse;
using SampleDeployment.Data;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// A deployment whose rows were copied to ClickHouse, and into which the entries with a <c>clickhouse.sql</c> are planted then: what is
/// wrong is the copy. It starts when a test first needs it.
/// </summary>
public sealed class DamagedCopy : IAsyncLifetime
{
    private const string AdminKey = "k4n4ry-0f-th3-c0py";
    private const int Step = 11;
    private readonly Lazy<Task<PrivateCluster>> _cluster = new(() => PrivateCluster.StartAsync(CancellationToken.None));
    private readonly Lazy<Task<ClickHouseServer>> _clickHouse = new(() => ClickHouseServer.StartAsync(CancellationToken.None));
    private readonly Lazy<Task<SuiteResult>> _run;

    public DamagedCopy() => _run = new(PlantAndRunAsync);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_clickHouse.IsValueCreated) await (await _clickHouse.Value).DisposeAsync();
        if (_cluster.IsValueCreated) await (await _cluster.Value).DisposeAsync();
    }

    /// <summary>A run of the checks of the copy over all of it.</summary>
    internal Task<SuiteResult> RunAsync() => _run.Value;

    private async Task<SuiteResult> PlantAndRunAsync()
    {
        var (cluster, clickHouse) = (await _cluster.Value, await _clickHouse.Value);
        var plans = DamageCorpus.PlansOf(DamageCorpus.EntriesOfCopy);
        await SampleDatabases.CreateAsync(cluster, Platform.Newest, plans, AdminKey, SampleClock.Default, CancellationToken.None);
        await using (var connection = new NpgsqlConnection(cluster.ConnectionString(SampleDatabases.Main) + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await ClickHouseSync.FillAsync(connection, clickHouse, SampleClock.Default, CancellationToken.None);
            foreach (var entry in DamageCorpus.EntriesOfCopy) await PlantAsync(connection, clickHouse, entry);
        }

        return await RunAsync(cluster, clickHouse);
    }

    // An entry has two numbers of the sequence to itself.
    private static async Task PlantAsync(NpgsqlConnection connection, ClickHouseServer clickHouse, DamageEntry entry)
    {
        await using var next = new NpgsqlCommand("SELECT nextval('global_seq_id'), nextval('global_seq_id')", connection);
        await next.ExecuteNonQueryAsync();
        await using var value = new NpgsqlCommand("SELECT last_value FROM global_seq_id", connection);
        var last = (long)(await value.ExecuteScalarAsync())!;

        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The corpus.
        command.CommandText = $"SET session_replication_role = replica; {Numbered(entry.Sql)}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        foreach (var statement in Numbered(entry.ClickHouseSql).Split(";\n", StringSplitOptions.RemoveEmptyEntries))
        {
            // A comment alone is no statement.
            if (statement.Split('\n').Any(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))
                await clickHouse.ExecuteAsync(statement, CancellationToken.None);
        }

        string Numbered(string sql) => sql
            .Replace("{earlier}", (last - Step).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{sequence}", last.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static async Task<SuiteResult> RunAsync(PrivateCluster cluster, ClickHouseServer clickHouse)
    {
        var settings = new ApiSettings
        {
            Platform = Platform.Newest,
            Database = cluster.ConnectionString(SampleDatabases.Main),
            AdminKey = AdminKey,
            Clock = new SampleClock.Stopped(SampleClock.Default),
        };
        await using var api = await ApiServer.StartAsync(settings, CancellationToken.None);
        var command = new SuiteCommand { Filter = "Category=ClickHouse" }
            .With("INTEGRITY_DATABASE", cluster.ConnectionUri(SampleDatabases.Main))
            .With("INTEGRITY_API_URL", api.Url)
            .With("INTEGRITY_ADMIN_KEY", AdminKey)
            .With("INTEGRITY_CLOCK", SampleClock.Text(SampleClock.Default))
            .With("INTEGRITY_ALLOW_PRIMARY", "yes");
        return await clickHouse.Variables.Aggregate(command, (with, variable) => with.With(variable.Key, variable.Value)).RunAsync();
    }
}
