using Npgsql;
using SampleDeployment.Data.Engine;
using SampleDeployment.Data.Payments;
using SampleDeployment.Postgres;

namespace SampleDeployment.Data;

/// <summary>Creates and fills the two databases of a sample deployment.</summary>
internal static class SampleDatabases
{
    /// <summary>The deployment's own database.</summary>
    public const string Main = "deployment";

    /// <summary>The database that one project keeps its users in.</summary>
    public const string External = "external";

    // Rows are sent when so many users have gathered, so that memory does not grow with the data.
    private const int Batch = 20_000;

    /// <summary>The databases of the newest version, at the sample's own moment.</summary>
    public static Task CreateAsync(
        PrivateCluster cluster, IReadOnlyList<ProjectPlan> plans, string adminKey, CancellationToken cancel) =>
        CreateAsync(cluster, Platform.Newest, plans, adminKey, SampleClock.Default, cancel);

    /// <summary>The databases of a version.</summary>
    /// <param name="cluster">Where they are made.</param>
    /// <param name="platform">The version.</param>
    /// <param name="plans">The projects.</param>
    /// <param name="adminKey">The key that the platform's own project has.</param>
    /// <param name="clock">The moment that the payments engine has come to, if there is one.</param>
    /// <param name="cancel">Cancels it.</param>
    public static async Task CreateAsync(
        PrivateCluster cluster,
        Platform platform,
        IReadOnlyList<ProjectPlan> plans,
        string adminKey,
        DateTimeOffset clock,
        CancellationToken cancel)
    {
        var numbers = new SequenceNumbers();
        await CreateAsync(cluster, platform, Main, async connection =>
        {
            await AddProjectsAsync(connection, platform, plans, adminKey, cluster.ConnectionUri(External), cancel);
            await AddTenanciesAsync(connection, platform, plans.Where(plan => !plan.External), numbers, cancel);
            await EndAtAsync(connection, numbers, cancel);
            if (!platform.HasEngine) return;

            await EngineRows.SeedAsync(connection, clock, cancel);
            await EngineRows.FillAsync(connection, cancel);
        }, cancel);
        await CreateAsync(cluster, platform, External, async connection =>
        {
            await AddTenanciesAsync(connection, platform, plans.Where(plan => plan.External), numbers: null, cancel);
            if (platform.HasEngine)
                await EngineRows.SeedAsync(connection, clock, cancel);
        }, cancel);
    }

    private static async Task CreateAsync(
        PrivateCluster cluster, Platform platform, string database, Func<NpgsqlConnection, Task> fill, CancellationToken cancel)
    {
        await cluster.CreateDatabaseAsync(database, cancel: cancel);
        await using var connection = new NpgsqlConnection(cluster.ConnectionString(database) + ";Pooling=false;Command Timeout=600");
        await connection.OpenAsync(cancel);
        await Schema.CreateTablesAsync(connection, platform, cancel);
        await fill(connection);
        await Schema.AddConstraintsAsync(connection, platform, cancel);
        await using var analyze = new NpgsqlCommand("ANALYZE", connection);
        await analyze.ExecuteNonQueryAsync(cancel);
    }

    private static async Task AddProjectsAsync(
        NpgsqlConnection connection,
        Platform platform,
        IReadOnlyList<ProjectPlan> plans,
        string adminKey,
        string externalDatabase,
        CancellationToken cancel)
    {
        var tables = new DeploymentTables();
        var rows = new ProjectRows(tables, platform, adminKey, externalDatabase);
        foreach (var plan in plans)
            rows.Add(plan);
        rows.AddMigrations();
        await tables.SendAsync(connection, cancel);
    }

    private static async Task AddTenanciesAsync(
        NpgsqlConnection connection,
        Platform platform,
        IEnumerable<ProjectPlan> plans,
        SequenceNumbers? numbers,
        CancellationToken cancel)
    {
        var tables = new TenancyTables(platform, numbers);
        foreach (var plan in plans)
        {
            var access = new AccessRows(tables.Access, platform, plan);
            var payments = new PaymentRows(tables.Payments, platform, plan);
            var teams = new TeamRows(tables, plan);
            for (var team = 1; team <= plan.Teams; team++)
            {
                teams.AddTeam(team);
                payments.AddTeam(team);
                access.AddTeam(team);
            }

            var users = new UserRows(tables, plan);
            for (var user = 1; user <= plan.Users; user++)
            {
                users.Add(user);
                teams.AddMemberships(user);
                payments.AddUser(user);
                access.AddUser(user);
                if (tables.Users.Count >= Batch)
                    await tables.SendAsync(connection, cancel);
            }

            payments.AddRest();
            for (var number = 1; number <= plan.Transactions; number++)
            {
                payments.AddFurther(number);
                if (number % Batch == 0)
                    await tables.SendAsync(connection, cancel);
            }

            access.AddRest();
        }

        await tables.SendAsync(connection, cancel);
    }

    private static async Task EndAtAsync(NpgsqlConnection connection, SequenceNumbers numbers, CancellationToken cancel)
    {
        if (numbers.Last is not { } last) return;

        await using var command = new NpgsqlCommand("SELECT setval('global_seq_id', $1)", connection);
        command.Parameters.Add(new() { Value = last });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
