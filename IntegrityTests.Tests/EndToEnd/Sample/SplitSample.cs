using FluentAssertions;
using IntegrityTests.Connections;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;
using Npgsql;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>Runs over a deployment with damage, whole and in shards, each made once.</summary>
public sealed class SplitSample : IAsyncLifetime
{
    private const int Shards = 4;
    private static readonly string[] SecretVariables = ["INTEGRITY_ADMIN_KEY", "INTEGRITY_STRIPE_KEY"];
    private static readonly ProjectPlan[] Projects = [.. Plans.Uniform(2, 60, transactions: 5)];

    private readonly SampleDeployments _deployments = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("integrity-shards-").FullName;
    private readonly Lazy<Task<Dictionary<string, string>>> _deployment;
    private readonly Lazy<Task<SuiteResult>> _whole;
    private readonly Lazy<Task<IReadOnlyList<SuiteResult>>> _shards;
    private readonly Lazy<Task<SuiteResult>> _merged;
    private readonly Lazy<Task<SuiteResult>> _compared;

    public SplitSample()
    {
        _deployment = new(StartAsync);
        _whole = new(async () => await RunAsync("whole", Saving, ("INTEGRITY_SNAPSHOT_DIR", WholeSnapshot)));
        _shards = new(RunShardsAsync);
        _merged = new(async () =>
        {
            await WholeAsync();
            await ShardsAsync();
            return await MergeAsync("", _ => { });
        });
        _compared = new(CompareAsync);
    }

    /// <summary>The user whose name changes before two shards compare.</summary>
    internal static Guid Changed => Projects[0].UserId(1);

    internal string WholeSnapshot => Path.Combine(_folder, "snapshot-of-whole");

    internal string Snapshot => Path.Combine(_folder, "snapshot");

    private static (string, string) Saving => ("INTEGRITY_SNAPSHOTS", "save");

    /// <inheritdoc/>
    public Task InitializeAsync() => _deployments.InitializeAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _deployments.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal async Task<string[]> SecretsAsync()
    {
        var variables = await _deployment.Value;
        return [.. SecretVariables.Select(name => variables[name])];
    }

    internal Task<SuiteResult> WholeAsync() => _whole.Value;

    internal Task<IReadOnlyList<SuiteResult>> ShardsAsync() => _shards.Value;

    internal Task<SuiteResult> MergedAsync() => _merged.Value;

    internal Task<SuiteResult> ComparedAsync() => _compared.Value;

    /// <summary>Two shards of a deployment that goes on working, put together.</summary>
    internal async Task<SuiteResult> MovingAsync()
    {
        var deployment = await _deployments.StartAsync(
            "--projects", "1", "--users", "100", "--transactions", "5", "--fault", "moving-deployment:2:400");
        var variables = deployment.Variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        foreach (var index in new[] { 1, 2 })
        {
            variables["INTEGRITY_SHARD"] = $"{index}/2";
            await SuiteAsync(Path.Combine("moving", $"{index}"), variables, SuiteCommand.ReadsOfApi);
        }

        return await SuiteAsync("moved", new() { ["INTEGRITY_MERGE"] = Path.Combine(_folder, "moving") });
    }

    internal async Task<SuiteResult> MergeAsync(string name, Action<string> change)
    {
        var parts = Path.Combine(_folder, "shards");
        if (name.Length > 0)
        {
            parts = Path.Combine(_folder, name);
            SnapshotCommands.Copy(Path.Combine(_folder, "shards"), parts);
        }

        change(parts);
        var snapshot = name.Length > 0 ? $"{Snapshot}-{name}" : Snapshot;
        return await SuiteAsync($"merged{name}", new() { ["INTEGRITY_MERGE"] = parts, ["INTEGRITY_SNAPSHOT_DIR"] = snapshot });
    }

    private async Task<IReadOnlyList<SuiteResult>> RunShardsAsync()
    {
        var results = new List<SuiteResult>();
        for (var index = 0; index < Shards; index++)
        {
            results.Add(await RunAsync(
                Path.Combine("shards", $"{index + 1}"), Saving,
                ("INTEGRITY_SHARD", "auto"), ("JOB_COMPLETION_INDEX", $"{index}"), ("INTEGRITY_SHARDS", $"{Shards}")));
        }

        return results;
    }

    private async Task<SuiteResult> CompareAsync()
    {
        await MergedAsync();
        var variables = await _deployment.Value;
        await using var connection = new NpgsqlConnection(ConnectionString.Read(variables["INTEGRITY_DATABASE"]).ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The test's own statement.
        await using var change = new NpgsqlCommand(
            $"""UPDATE "ProjectUser" SET "displayName" = 'Another' WHERE "projectUserId" = '{Changed}'""", connection);
#pragma warning restore CA2100
        (await change.ExecuteNonQueryAsync()).Should().Be(1);
        foreach (var index in new[] { 1, 2 })
        {
            variables = new(variables)
            {
                ["INTEGRITY_SNAPSHOTS"] = "verify",
                ["INTEGRITY_SNAPSHOT_DIR"] = Snapshot,
                ["INTEGRITY_SHARD"] = $"{index}/2",
            };
            await SuiteAsync(Path.Combine("comparing", $"{index}"), variables, SuiteCommand.ReadsOfApi);
        }

        return await SuiteAsync("compared", new() { ["INTEGRITY_MERGE"] = Path.Combine(_folder, "comparing") });
    }

    private async Task<Dictionary<string, string>> StartAsync()
    {
        var deployment = await _deployments.StartAsync(
            "--projects", "2", "--users", "60", "--transactions", "5",
            "--damage", "1", "--damage", "3", "--damage", "4", "--damage", "13", "--damage", "19");
        return deployment.Variables.ToDictionary(variable => variable.Name, variable => variable.Value);
    }

    private async Task<SuiteResult> RunAsync(string name, params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string>(await _deployment.Value);
        foreach (var (variable, value) in more) variables[variable] = value;
        return await SuiteAsync(name, variables);
    }

    private async Task<SuiteResult> SuiteAsync(string name, Dictionary<string, string> variables, string? filter = null)
    {
        var folder = Path.Combine(_folder, name);
        variables["INTEGRITY_RESULTS"] = folder;
        return await new SuiteHere(variables).RunAsync(filter, folder);
    }
}
