using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Repairs;
using IntegrityTests.Tests.Detection;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Data;
using SampleDeployment.Data.Engine;
using SampleDeployment.Postgres;

namespace IntegrityTests.Tests.Repairs;

/// <summary>
/// The entries of the corpus whose codes have repairs, all planted into one deployment of a version of the platform, and the script that
/// was planned for them, applied to a copy of it by psql.
/// </summary>
internal sealed class RepairProof : IAsyncDisposable
{
    private const string Planted = "planted";
    private const string Repaired = "repaired";
    private readonly PrivateCluster _cluster;
    private readonly string _folder = Directory.CreateTempSubdirectory("integrity-repairs-").FullName;

    private RepairProof(PrivateCluster cluster, Platform platform)
    {
        _cluster = cluster;
        var entries = DamageCorpus.Entries.Where(entry => IsAbout(entry) && entry.Platforms.Contains(platform));
        Entries = [.. entries.Select(entry => entry.On(platform))];
    }

    /// <summary>The entries.</summary>
    public IReadOnlyList<DamageEntry> Entries { get; }

    /// <summary>
    /// What was found before, with what was planned: by all rules in the newest version; in the other by those that have repairs, because
    /// most of a deployment is the same in all versions.
    /// </summary>
    public IReadOnlyList<(ExpectedFinding Finding, bool IsPlanned)> Before { get; private set; } = [];

    /// <summary>What the same rules found afterwards.</summary>
    public IReadOnlyList<ExpectedFinding> After { get; private set; } = [];

    /// <summary>The script.</summary>
    public string Script { get; private set; } = "";

    /// <summary>How the script ended as it was written, with COMMIT at its end, and the second time.</summary>
    public (Applied AsWritten, Applied Applied, Applied Again) Runs { get; private set; }

    /// <summary>All rows: without damage, with it, after the script as it was written, and after it was applied.</summary>
    public (Rows Healthy, Rows Planted, Rows Untouched, Rows Repaired) Rows { get; private set; }

    public static async Task<RepairProof> OfAsync(Platform platform)
    {
        var proof = new RepairProof(await PrivateCluster.StartAsync(CancellationToken.None), platform);
        await proof.PlantAsync(platform);
        var rules = platform == Platform.Newest ? Invariants.Shipped : Repairable;
        await proof.PlanAsync(rules);
        proof.Runs = (
            await proof.RunAsync(Planted, proof.Script),
            await proof.RunAsync(Repaired, Committed(proof.Script)),
            await proof.RunAsync(Repaired, Committed(proof.Script)));
        proof.After = await proof.FoundAsync(Repaired, rules);
        proof.Rows = (
            await proof.RowsAsync(SampleDatabases.Main),
            proof.Rows.Planted,
            await proof.RowsAsync(Planted),
            await proof.RowsAsync(Repaired));
        return proof;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal static string Committed(string script)
    {
        var end = script.LastIndexOf("ROLLBACK;", StringComparison.Ordinal);
        return script[..end] + "COMMIT;" + script[(end + "ROLLBACK;".Length)..];
    }

    private static IReadOnlyList<Invariant> Repairable { get; } = [.. Invariants.Shipped.Where(rule => rule.Repairs.Count > 0)];

    private static bool IsAbout(DamageEntry entry) => entry is { IsOfCopy: false, IsOfDatabase: false } && entry.Sql.Length > 0
        && entry.Expected.Any(finding => Repairable.Any(rule => rule.Code == finding.Code));

    private async Task PlantAsync(Platform platform)
    {
        await SampleDatabases.CreateAsync(
            _cluster, platform, DamageCorpus.PlansOf(Entries), "k4n4ry-0f-th3-r3p41rs", SampleClock.Default, CancellationToken.None);
        await _cluster.CreateDatabaseAsync(Planted, SampleDatabases.Main);
        await using (var connection = new NpgsqlConnection(_cluster.ConnectionString(Planted) + ";Pooling=false"))
        {
            await connection.OpenAsync();
            foreach (var entry in Entries.OrderBy(entry => !entry.IsControl))
                await DamagedDeployment.PlantAsync(connection, entry, entry.Sql);
            if (platform.HasEngine) await EngineRows.FollowAsync(connection, tenancy: null, CancellationToken.None);
        }

        await _cluster.CreateDatabaseAsync(Repaired, Planted);
        Rows = Rows with { Planted = await RowsAsync(Planted) };
    }

    private async Task PlanAsync(IReadOnlyList<Invariant> rules)
    {
        using var script = new RepairScript(Path.Combine(_folder, "repair.sql"));
        await using (var database = await ReplicaDatabase.OpenAsync(_cluster.ConnectionString(Planted), CancellationToken.None))
        {
            var found = await FoundAsync(database, rules);
            var planner = new RepairPlanner(script, database);
            foreach (var rule in Repairable)
            {
                var damage = found.Where(finding => finding.Code == rule.Code && finding.Severity == AllCodes.SeverityOf(rule.Code));
                await planner.PlanAsync(RepairPlans.RuleOf(rule), [.. damage.Select(finding => finding.Subject)], CancellationToken.None);
            }

            Before = [.. found.Select(finding => (finding, script.PlannedSubjects(finding.Code).Contains(finding.Subject)))];
        }

        script.Finish(new Decisions(Invariants.Shipped.ToDictionary(rule => rule.Code, rule => rule.Decide)).Of, null);
        Script = await File.ReadAllTextAsync(Path.Combine(_folder, "repair.sql"));
    }

    private async Task<IReadOnlyList<ExpectedFinding>> FoundAsync(string name, IReadOnlyList<Invariant> rules)
    {
        await using var database = await ReplicaDatabase.OpenAsync(_cluster.ConnectionString(name), CancellationToken.None);
        return await FoundAsync(database, rules);
    }

    private static async Task<IReadOnlyList<ExpectedFinding>> FoundAsync(ReplicaDatabase database, IReadOnlyList<Invariant> rules) =>
        [.. (await AllInvariants.FindingsAsync(database, SampleClock.Default, rules)).Distinct()];

    private async Task<Rows> RowsAsync(string name)
    {
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString(name) + ";Pooling=false");
        await connection.OpenAsync();
        return await Repairs.Rows.ReadAsync(connection);
    }

    private async Task<Applied> RunAsync(string name, string sql)
    {
        var file = Path.Combine(_folder, "run.sql");
        await File.WriteAllTextAsync(file, sql);
        return await Psql.RunAsync(_cluster.ConnectionUri(name), file);
    }
}
