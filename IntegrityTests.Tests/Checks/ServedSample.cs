using IntegrityTests.Access;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Options;
using IntegrityTests.Redaction;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using IntegrityTests.Tests.SampleDeployment;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Api;
using SampleDeployment.Data;
using SampleDeployment.Faults;

namespace IntegrityTests.Tests.Checks;

/// <summary>A copy of the sample deployment, served in this process, and the suite's checks run against it: no child process.</summary>
internal sealed class ServedSample : IAsyncDisposable
{
    private static readonly StoppedClock Clock = new() { Now = SampleClock.Default };

    private readonly ApiServer _api;
    private readonly string _database;

    private ServedSample(ApiServer api, string database) => (_api, _database) = (api, database);

    /// <summary>Its first project, which is ordinary in every way.</summary>
    public static ProjectPlan Project => Plans.Ordinary;

    /// <summary>The user that faults are about unless they name another.</summary>
    public static Guid User => FaultCatalogue.Subject;

    /// <summary>The connection string of its database.</summary>
    public string Database => _database;

    /// <summary>The base URL of its API.</summary>
    public string Url => _api.Url;

    /// <summary>
    /// Serves the sample: the one that tests share, in sessions that cannot write, or a copy if its rows are damaged or move.
    /// </summary>
    /// <param name="clusters">Where it is.</param>
    /// <param name="damage">SQL that damages its rows.</param>
    /// <param name="faults">What is wrong with its answers, or moves while it is asked, as the sample's command line names them.</param>
    public static Task<ServedSample> StartAsync(ClusterFixture clusters, string damage = "", params string[] faults)
    {
        var isMoving = faults.Any(fault => fault.StartsWith("moving-", StringComparison.Ordinal));
        return StartAsync(clusters, damage, [.. faults.Select(FaultCatalogue.Parse)], isMoving);
    }

    /// <summary>Serves it with faults that a test makes; they change no rows.</summary>
    public static Task<ServedSample> StartAsync(ClusterFixture clusters, string damage, IReadOnlyList<Fault> faults) =>
        StartAsync(clusters, damage, faults, rowsChange: false);

    /// <summary>Serves a copy whose rows a test changes while it is served.</summary>
    public static Task<ServedSample> StartToChangeAsync(ClusterFixture clusters) => StartAsync(clusters, "", [], rowsChange: true);

    private static async Task<ServedSample> StartAsync(ClusterFixture clusters, string damage, IReadOnlyList<Fault> faults, bool rowsChange)
    {
        if (damage.Length == 0 && !rowsChange)
        {
            var readOnly = await clusters.SampleAsync() + ";Options=-c default_transaction_read_only=on";
            return await ServeAsync(readOnly, faults, projectsStay: true);
        }

        var database = await clusters.CopySampleAsync();
        if (damage.Length > 0) await ExecuteAsync(database, damage);
        return await ServeAsync(database, faults);
    }

    /// <summary>Serves a database that is there.</summary>
    public static async Task<ServedSample> ServeAsync(string database, IReadOnlyList<Fault> faults, bool projectsStay = false)
    {
        var settings = new ApiSettings
        {
            Platform = Platform.Reference,
            Database = database,
            AdminKey = AdminCalls.Key,
            StripeKey = SampleDataFixture.StripeKey,
            Clock = Clock,
            ProjectsStay = projectsStay,
            Faults = faults,
        };
        return new ServedSample(await ApiServer.StartAsync(settings, CancellationToken.None), database);
    }

    /// <summary>Runs a check over its first project.</summary>
    /// <typeparam name="TCheck">The check.</typeparam>
    /// <param name="change">Changes the options of the run.</param>
    /// <param name="clock">The clock of the run; by default one on which nobody pauses.</param>
    public async Task<Verified> VerifyAsync<TCheck>(Func<IntegrityOptions, IntegrityOptions>? change = null, TimeProvider? clock = null)
    {
        var scenario = new Scenario(Settings(change), clock: clock ?? new HurriedClock())
        {
            Check = typeof(TCheck),
            Partition = new CasePartition(Project.Id, Project.Name, new Dictionary<string, string>()),
        };
        await using var witnesses = await scenario.Run.FixtureAsync<Witnesses>();
        using var turns = new InvariantTurns();
        var parameters = typeof(TCheck).GetConstructors().Single().GetParameters();
        await scenario.RunAsync([.. parameters.Select(object (one) => one.ParameterType == typeof(Witnesses) ? witnesses : turns)]);
        return new Verified(scenario);
    }

    /// <summary>The settings of a run that verifies it.</summary>
    /// <param name="change">Changes the options of the run.</param>
    public RunSettings Settings(Func<IntegrityOptions, IntegrityOptions>? change = null)
    {
        var options = new IntegrityOptions
        {
            UsesSample = false,
            Database = _database,
            ApiUrl = new Uri(_api.Url),
            AdminKey = AdminCalls.Key,
            StripeKey = SampleDataFixture.StripeKey,
            StripeUrl = new Uri(_api.Url),
            AllowPrimary = true,
            Projects = [Project.Id],
            Clock = SampleClock.Default,
        };
        options = change?.Invoke(options) ?? options;
        var secrets = options.CreateSecrets();
        return new RunSettings
        {
            Concurrency = 4,
            Show = new PersonalData(options.ShowPersonalData).Show,
            Explain = new FailureText(options.ShowPersonalData).Explain,
            Fixtures = new Dictionary<Type, Func<Run, Task<object>>>
            {
                [typeof(Witnesses)] = async run => await Witnesses.OpenAsync(options, secrets, run, Unsaved),
            },
        };
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(_database, sql);

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private static void Unsaved(CheckRow row, ApiResponse response)
    {
        // No snapshot is taken.
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The time of this machine, on which nobody pauses before asking again.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < LongestPause ? TimeSpan.Zero : dueTime, period);
}
