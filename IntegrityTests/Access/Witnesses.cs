using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Generations;
using IntegrityTests.Deployment.Stripe;
using IntegrityTests.Options;
using IntegrityTests.Payments;
using IntegrityTests.Redaction;
using IntegrityTests.Running;

namespace IntegrityTests.Access;

/// <summary>
/// The two witnesses of the deployment that is verified: its database says what exists, and its API says what the platform makes of it.
/// There is one instance per run.
/// </summary>
public sealed class Witnesses : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _owned;
    private readonly TimeProvider _clock;

    private Witnesses(List<IAsyncDisposable> owned, TimeProvider clock) => (_owned, _clock) = (owned, clock);

    /// <summary>The options of the run. Where the operator names no deployment, they name the sample deployment.</summary>
    public required IntegrityOptions Options { get; init; }

    /// <summary>The admin API.</summary>
    public required AdminApi Api { get; init; }

    /// <summary>Stripe's API; null where payouts cannot be verified.</summary>
    public required StripeApi? Stripe { get; init; }

    /// <summary>Why there is no <see cref="Stripe"/>; empty where there is one.</summary>
    public string WhyNoStripe => Options.WhyNoPayouts ?? "";

    /// <summary>The platform's database.</summary>
    public required ReplicaDatabase Database { get; init; }

    /// <summary>The projects in scope.</summary>
    public required ProjectScope Projects { get; init; }

    /// <summary>Those of <see cref="Projects"/> that the run has test cases of: nobody is asked about any other.</summary>
    public required ProjectScope Asked { get; init; }

    /// <summary>The projects' rendered configs.</summary>
    public required ProjectConfigs Configs { get; init; }

    /// <summary>Where each project's users and teams are stored.</summary>
    public required UserStores Stores { get; init; }

    /// <summary>The databases that projects have of their own.</summary>
    public required OwnDatabases OwnDatabases { get; init; }

    /// <summary>What was proven to be visited.</summary>
    public Coverage Coverage { get; } = new();

    /// <summary>Which generation of the platform it is.</summary>
    public required PlatformFacts Platform { get; init; }

    /// <summary>Tells whether API and database are of the same deployment at the same moment.</summary>
    public required Handshake Handshake { get; init; }

    /// <summary>The first answer of the API, and the project that it was asked about; null where there is no project.</summary>
    public required (string Project, ApiResponse Answer)? Opening { get; init; }

    /// <summary>How far the database is behind, where it is a standby.</summary>
    public required ReplayLag Replay { get; init; }

    /// <summary>Pauses the run while the database is too far behind; null where nobody asked for it.</summary>
    public required ReplayPause? Pause { get; init; }

    /// <summary>The rules of payments of that generation.</summary>
    public required IPaymentsRules Payments { get; init; }

    /// <summary>The current time of the deployment, in milliseconds since 1970: <c>INTEGRITY_CLOCK</c>, or else the run's clock.</summary>
    public long Now() => Now(Options, _clock);

    /// <summary>Opens both witnesses, and makes sure that they can be used. Starts the sample deployment if it is the target.</summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="secrets">Gets the secrets that are found on the way, so that no output shows them.</param>
    /// <param name="run">The run; its end ends all calls, and the API stops it when asking further is pointless.</param>
    /// <param name="answered">Gets every answer that belongs to a row.</param>
    /// <exception cref="DeploymentUnusableException">They cannot be used; the message says why and what to do.</exception>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached; the message says why and what to do.</exception>
    public static async Task<Witnesses> OpenAsync(
        IntegrityOptions options, Secrets secrets, Run run, Action<CheckRow, ApiResponse> answered)
    {
        var owned = new List<IAsyncDisposable>();
        try
        {
            return await OpenAsync(options, secrets, run, answered, owned);
        }
        catch
        {
            await DisposeAsync(owned);
            throw;
        }
    }

    /// <summary>What there is to say of the run as a whole when its last row has run.</summary>
    /// <param name="cancel">Cancels the calls and queries.</param>
    public async Task<Conclusion> ConcludeAsync(CancellationToken cancel)
    {
        var notVerified = new List<string>(Coverage.BrokenIndexes);
        if (Pause?.End() is { } paused) notVerified.Add(paused);
        if (await Asked.WhyIncompleteAsync(cancel) is { } gap) notVerified.Add(gap);
        if (await Handshake.WhyApartAsync(cancel) is { } apart)
            notVerified.Add($"When the run ended: {apart} It was not so when the run began; what was found meanwhile may be due to it.");
        if (Replay.WhyBehind is { } behind) notVerified.Add(behind);
        await Replay.MeasureAsync(cancel);
        string?[] notes = [Coverage.Summary(Options.Sample is not null), Replay.Summary, Pause?.Summary];
        return new Conclusion(notVerified, [.. notes.OfType<string>()]) { Behind = Database.IsStandby ? Replay.Longest : null };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => DisposeAsync(_owned);

    private static async Task<Witnesses> OpenAsync(
        IntegrityOptions options, Secrets secrets, Run run, Action<CheckRow, ApiResponse> answered, List<IAsyncDisposable> owned)
    {
        T Own<T>(T part)
            where T : IAsyncDisposable
        {
            owned.Add(part);
            return part;
        }

        var cancel = run.Aborted;
        if (options.UsesSample)
        {
            var sample = Own(await SampleProcess.StartAsync(run.Tell, cancel));
            options = OfSample(options, sample.Options, secrets);
        }

        var database = Own(await ReplicaDatabase.OpenAsync(options.Database!, cancel));
        Require(Preflight.WhyUnusable(database, options));
        var projects = new ProjectScope(database, options);
        Require(await projects.WhyUnsoundAsync(cancel));
        var asked = run.Partitions is { } keys
            ? new ProjectScope(database, options with { Projects = [.. keys], StartAt = 1, Count = null, SkipNeon = false })
            : projects;

        var settings = new AdminApiSettings(
            options.ApiUrl!, options.AdminKey!, options.Timeout, options.Concurrency, options.MaxRequestsPerSecond)
        {
            Clock = run.Clock,
            QuotesBodies = options.ShowPersonalData,
            FindsConcurrency = options.FindsConcurrency,
            GoOn = options.MaxLag is null ? null : cancel => run.GoOn(cancel),
        };
        var api = Own(new AdminApi(settings, run.Abort) { Answered = answered });
        var stripe = options.WhyNoPayouts is not null ? null : Own(new StripeApi(
            new StripeSettings(options.StripeUrl, options.StripeKey!, options.Timeout)
            {
                Clock = run.Clock,
                QuotesBodies = options.ShowPersonalData,
            }));
        var configs = new ProjectConfigs(api);
        var stores = Own(new UserStores(database, configs, secrets));
        (string Project, ApiResponse Answer)? opening = null;
        await foreach (var project in asked.ProjectsAsync(cancel))
        {
            Require(await Preflight.WhyUnusableAsync(api, options.ApiUrl!, project, answer => opening = (project.Id, answer), cancel));
            break;
        }

        var own = new OwnDatabases(database, projects, configs);
        var replay = new ReplayLag(database, run.Clock);
        await replay.MeasureAsync(cancel);
        run.Settled = replay.WaitAsync;
        if (options.MaxLag is not null && !database.IsStandby)
            run.Note("INTEGRITY_MAX_LAG has no effect: the database is not a standby, so it is behind nothing.");
        var pause = options.MaxLag is { } most && database.IsStandby
            ? Own(new ReplayPause(most, replay.BehindAsync, run.Note, run.Abort, run.Clock))
            : null;
        if (pause is not null) run.GoOn = pause.GoOnAsync;
        run.WhySlow = () => pause?.Words ?? api.Pace;
        var handshake = new Handshake(api, database, asked, await own.CandidatesAsync(cancel), replay, run.Clock);
        Require(await handshake.WhyApartAsync(cancel));

        var platform = new PlatformFacts(
            await DataGenerationReader.ReadAsync(database, cancel),
            await ServerGeneration.AskAsync(api, asked.ProjectsAsync(cancel), cancel));
        if (await asked.NotAskedAsync(cancel) is { } notAsked) run.Note(notAsked);
        run.Describe(new Target(platform.ToString(), [.. platform.Notices], platform.ToJson()));
        return new Witnesses(owned, run.Clock)
        {
            Platform = platform,
            Options = options,
            Api = api,
            Stripe = stripe,
            Database = database,
            Projects = projects,
            Asked = asked,
            Configs = configs,
            Stores = stores,
            OwnDatabases = own,
            Handshake = handshake,
            Opening = opening,
            Replay = replay,
            Pause = pause,
            Payments = PaymentsOf(platform, database, options, run.Clock),
        };
    }

    private static IPaymentsRules PaymentsOf(
        PlatformFacts platform, ReplicaDatabase database, IntegrityOptions options, TimeProvider clock) => platform.Payments switch
        {
            Generation.March2026 => new CalendarPayments(
                () => Now(options, clock), options.Clock is null ? CalendarPayments.ClockDifference : 0),
            _ => new EnginePayments(database, clock),
        };

    private static long Now(IntegrityOptions options, TimeProvider clock) =>
        (options.Clock ?? clock.GetUtcNow()).ToUnixTimeMilliseconds();

    private static IntegrityOptions OfSample(IntegrityOptions options, IntegrityOptions sample, Secrets secrets)
    {
        secrets.Add(sample.Database!);
        secrets.Add(sample.AdminKey!);
        secrets.Add(sample.StripeKey!);
        if (sample.ClickHousePassword is { } password) secrets.Add(password);
        return options with
        {
            Database = sample.Database,
            ApiUrl = sample.ApiUrl,
            AdminKey = sample.AdminKey,
            StripeKey = sample.StripeKey,
            StripeUrl = sample.StripeUrl,
            Clock = sample.Clock,
            ClickHouseUrl = sample.ClickHouseUrl,
            ClickHouseUser = sample.ClickHouseUser,
            ClickHousePassword = sample.ClickHousePassword,
        };
    }

    private static async ValueTask DisposeAsync(List<IAsyncDisposable> owned)
    {
        for (var i = owned.Count - 1; i >= 0; i--) await owned[i].DisposeAsync();
    }

    private static void Require(string? problem)
    {
        if (problem is not null) throw new DeploymentUnusableException(problem);
    }
}
