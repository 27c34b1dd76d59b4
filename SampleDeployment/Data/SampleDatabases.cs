using Npgsql;
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

    public static async Task CreateAsync(
        PrivateCluster cluster, IReadOnlyList<ProjectPlan> plans, string adminKey, CancellationToken cancel)
    {
        await CreateAsync(cluster, Main, async connection =>
        {
            await AddProjectsAsync(connection, plans, adminKey, cluster.ConnectionUri(External), cancel);
            await AddTenanciesAsync(connection, plans.Where(plan => !plan.External), cancel);
        }, cancel);
        await CreateAsync(
            cluster, External, connection => AddTenanciesAsync(connection, plans.Where(plan => plan.External), cancel), cancel);
    }

    private static async Task CreateAsync(
        PrivateCluster cluster, string database, Func<NpgsqlConnection, Task> fill, CancellationToken cancel)
    {
        await cluster.CreateDatabaseAsync(database, cancel: cancel);
        await using var connection = new NpgsqlConnection(cluster.ConnectionString(database) + ";Pooling=false;Command Timeout=600");
        await connection.OpenAsync(cancel);
        await Schema.CreateTablesAsync(connection, cancel);
        await fill(connection);
        await Schema.AddConstraintsAsync(connection, cancel);
        await using var analyze = new NpgsqlCommand("ANALYZE", connection);
        await analyze.ExecuteNonQueryAsync(cancel);
    }

    private static async Task AddProjectsAsync(
        NpgsqlConnection connection, IReadOnlyList<ProjectPlan> plans, string adminKey, string externalDatabase, CancellationToken cancel)
    {
        var tables = new DeploymentTables();
        var rows = new ProjectRows(tables, adminKey, externalDatabase);
        foreach (var plan in plans)
            rows.Add(plan);
        for (var number = 1; number <= 3; number++)
            rows.AddMigration(number);
        await tables.SendAsync(connection, cancel);
    }

    private static async Task AddTenanciesAsync(NpgsqlConnection connection, IEnumerable<ProjectPlan> plans, CancellationToken cancel)
    {
        var tables = new TenancyTables();
        foreach (var plan in plans)
        {
            var access = new AccessRows(tables.Access, plan);
            var payments = new PaymentRows(tables.Payments, plan);
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
}
