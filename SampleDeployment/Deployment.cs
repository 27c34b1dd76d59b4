using System.Security.Cryptography;
using Npgsql;
using SampleClickHouse.Engine;
using SampleDeployment.Api;
using SampleDeployment.ClickHouse;
using SampleDeployment.Damages;
using SampleDeployment.Data;
using SampleDeployment.Data.Engine;
using SampleDeployment.Postgres;

namespace SampleDeployment;

/// <summary>A running stand-in: cluster, data and API.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly PrivateCluster _cluster;
    private readonly ApiServer _api;
    private readonly ApiSettings _settings;
    private readonly EngineWorker? _worker;
    private readonly ClickHouseServer? _clickHouse;

    private Deployment(
        PrivateCluster cluster, ClickHouseServer? clickHouse, ApiServer api, ApiSettings settings, IReadOnlyList<PlantedDamage> damages)
    {
        // Where time stands still, so does the engine.
        if (settings.Platform.HasEngine && settings.Clock is not SampleClock.Stopped)
            _worker = new(settings.Database);
        _cluster = cluster;
        _clickHouse = clickHouse;
        _api = api;
        _settings = settings;
        Damages = damages;
    }

    public IReadOnlyList<PlantedDamage> Damages { get; }

    /// <summary>The variables that point the suite at this deployment.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables =>
    [
        ("INTEGRITY_DATABASE", _cluster.ConnectionUri(SampleDatabases.Main)),
        ("INTEGRITY_API_URL", _api.Url),
        ("INTEGRITY_ADMIN_KEY", _settings.AdminKey),
        ("INTEGRITY_ALLOW_PRIMARY", "yes"),
        ("INTEGRITY_STRIPE_KEY", _settings.StripeKey!),
        ("INTEGRITY_STRIPE_URL", _api.Url),
        .. _settings.Clock is SampleClock.Stopped ? [("INTEGRITY_CLOCK", SampleClock.Text(_settings.Clock.GetUtcNow()))] : NoVariables,
        .. _clickHouse?.Variables.Select(variable => (variable.Key, variable.Value)) ?? NoVariables,
    ];

    private static readonly (string Name, string Value)[] NoVariables = [];

    /// <exception cref="PrivateClusterException">PostgreSQL was not found and could not be installed.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="ClickHouseException">ClickHouse is installed and does not start.</exception>
    public static async Task<Deployment> StartAsync(CommandLine line, CancellationToken cancel)
    {
        var adminKey = line.AdminKey ?? RandomNumberGenerator.GetHexString(40, lowercase: true);
        var cluster = await PrivateCluster.StartAsync(cancel);
        ClickHouseServer? clickHouse = null;
        try
        {
            var plans = PlansFor(line);
            var clock = line.Clock ?? TimeProvider.System.GetUtcNow();
            await SampleDatabases.CreateAsync(cluster, line.Platform, plans, adminKey, clock, cancel);
            if (line.ClickHouse && await IsClickHouseInstalledAsync())
                clickHouse = await CopyAsync(cluster, clock, cancel);
            var damages = await PlantAsync(cluster, line.Platform, line.Damages, plans, cancel);
            var settings = new ApiSettings
            {
                Database = cluster.ConnectionString(SampleDatabases.Main),
                AdminKey = adminKey,
                Platform = line.Platform,
                StripeKey = $"sk_test_{RandomNumberGenerator.GetHexString(32, lowercase: true)}",
                Port = line.Port,
                Clock = line.Clock is { } moment ? new SampleClock.Stopped(moment) : TimeProvider.System,
                Latency = line.Latency,
                Faults = line.Faults,
            };
            return new(cluster, clickHouse, await ApiServer.StartAsync(settings, cancel), settings, damages);
        }
        catch
        {
            if (clickHouse is not null) await clickHouse.DisposeAsync();
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        if (_worker is not null)
            await _worker.DisposeAsync();
        if (_clickHouse is not null)
            await _clickHouse.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private static async Task<bool> IsClickHouseInstalledAsync()
    {
        if (EngineLibrary.Find() is not null) return true;

        await Console.Error.WriteLineAsync($"Going on without ClickHouse. {EngineLibrary.Missing}");
        return false;
    }

    private static async Task<ClickHouseServer> CopyAsync(PrivateCluster cluster, DateTimeOffset clock, CancellationToken cancel)
    {
        var clickHouse = await ClickHouseServer.StartAsync(cancel);
        try
        {
            await using var connection = new NpgsqlConnection(cluster.ConnectionString(SampleDatabases.Main));
            await connection.OpenAsync(cancel);
            await ClickHouseSync.FillAsync(connection, clickHouse, clock, cancel);
            return clickHouse;
        }
        catch
        {
            await clickHouse.DisposeAsync();
            throw;
        }
    }

    private static IReadOnlyList<ProjectPlan> PlansFor(CommandLine line) => (line.Projects ?? line.Users ?? line.Transactions) is null
        ? Plans.Of(line.Platform)
        : Plans.Uniform(line.Projects ?? 10, line.Users ?? 100, line.Transactions ?? 0);

    private static async Task<IReadOnlyList<PlantedDamage>> PlantAsync(
        PrivateCluster cluster,
        Platform platform,
        IReadOnlyList<Damage> damages,
        IReadOnlyList<ProjectPlan> plans,
        CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString(SampleDatabases.Main));
        var planted = new List<PlantedDamage>();
        foreach (var damage in damages)
            planted.Add(await damage.PlantAsync(database, platform, DamageTarget.For(damage, plans), cancel));
        return planted;
    }
}
