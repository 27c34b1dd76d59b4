using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Stripe;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Save;
using Xunit;

namespace IntegrityTests.Access;

/// <summary>
/// The two witnesses of the deployment that is verified: its database says what exists, its API says what the platform makes of it. One
/// instance a run.
/// </summary>
public sealed class Witnesses : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _owned = [];

    /// <summary>The options of the run. Without a target of the operator they name the sample deployment once it runs.</summary>
    public IntegrityOptions Options { get; private set; } = null!;

    /// <summary>The admin API.</summary>
    public AdminApi Api { get; private set; } = null!;

    /// <summary>Stripe's API; null where payouts cannot be verified.</summary>
    public StripeApi? Stripe { get; private set; }

    /// <summary>Why there is no <see cref="Stripe"/>.</summary>
    public string WhyNoStripe => Options.WhyNoPayouts ?? "";

    /// <summary>The platform's database.</summary>
    public ReplicaDatabase Database { get; private set; } = null!;

    /// <summary>The projects in scope.</summary>
    public ProjectScope Projects { get; private set; } = null!;

    /// <summary>The projects' rendered configs.</summary>
    public ProjectConfigs Configs { get; private set; } = null!;

    /// <summary>Where each project's users and teams are stored.</summary>
    public UserStores Stores { get; private set; } = null!;

    /// <summary>The witnesses of the current run.</summary>
    public static Task<Witnesses> OfRunAsync() =>
        (Run.Current ?? throw new InvalidOperationException("There is no run.")).FixtureAsync<Witnesses>();

    /// <summary>The moment that the deployment believes it is, in milliseconds since 1970.</summary>
    public long Now() => (Options.Clock ?? DateTimeOffset.UtcNow).ToUnixTimeMilliseconds();

    /// <summary>Opens both witnesses and makes sure that they can be used.</summary>
    /// <exception cref="DeploymentUnusableException">They cannot; the message says why and what to do.</exception>
    public async Task InitializeAsync()
    {
        var cancel = Run.Current?.Aborted ?? CancellationToken.None;
        Options = Suite.Settings.Options;
        if (Options.UsesSample) Options = await StartSampleAsync(cancel);
        Database = Own(await ReplicaDatabase.OpenAsync(Options.Database!, cancel));
        Require(Preflight.WhyUnusable(Database, Options));
        Projects = new ProjectScope(Database, Options);
        Require(await Projects.WhyUnsoundAsync(cancel));

        var settings = new AdminApiSettings(
            Options.ApiUrl!, Options.AdminKey!, Options.Timeout, Options.Concurrency, Options.MaxRequestsPerSecond);
        Api = Own(new AdminApi(settings, reason => Run.Current?.Abort(reason)) { Answered = SavedAnswers.Keep });
        if (Options.WhyNoPayouts is null) Stripe = Own(new StripeApi(new StripeSettings(Options.StripeUrl, Options.StripeKey!, Options.Timeout)));
        Configs = Own(new ProjectConfigs(Api));
        Stores = Own(new UserStores(Database, Configs, Suite.Settings.Secrets));
        await foreach (var project in Projects.ProjectsAsync(cancel))
        {
            Require(await Preflight.WhyUnusableAsync(Api, Options.ApiUrl!, project, cancel));
            break;
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        for (var i = _owned.Count - 1; i >= 0; i--) await _owned[i].DisposeAsync();
    }

    private async Task<IntegrityOptions> StartSampleAsync(CancellationToken cancel)
    {
        var sample = Own(await SampleProcess.StartAsync(line => Run.Current?.Tell(line), cancel));
        Suite.Settings.Secrets.Add(sample.Options.Database!);
        Suite.Settings.Secrets.Add(sample.Options.AdminKey!);
        Suite.Settings.Secrets.Add(sample.Options.StripeKey!);
        return Options with
        {
            Database = sample.Options.Database,
            ApiUrl = sample.Options.ApiUrl,
            AdminKey = sample.Options.AdminKey,
            StripeKey = sample.Options.StripeKey,
            StripeUrl = sample.Options.StripeUrl,
            Clock = sample.Options.Clock,
        };
    }

    private static void Require(string? problem)
    {
        if (problem is not null) throw new DeploymentUnusableException(problem);
    }

    private T Own<T>(T part)
        where T : IAsyncDisposable
    {
        _owned.Add(part);
        return part;
    }
}
