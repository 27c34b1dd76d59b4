using System.Reflection;
using IntegrityTests.Access;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots;

[assembly: RunConfiguration(typeof(IntegrityTests.Suite))]
[assembly: RunFixture(typeof(Witnesses))]

namespace IntegrityTests;

/// <summary>How this suite is run: its settings come from the options, its partitions are the projects in scope.</summary>
public sealed class Suite : IRunConfiguration
{
    /// <summary>Up to so many projects in scope get test cases of their own; beyond, IDEs and filters grow slow.</summary>
    public const int MaxProjectCases = 200;

    private static readonly Lazy<SuiteSettings> FromEnvironment = new(() => new SuiteSettings(IntegrityOptions.FromEnvironment()));

    /// <summary>The options of this process, and the redactor that knows their secrets.</summary>
    /// <exception cref="OptionsException">An option is wrong; the message lists all mistakes.</exception>
    internal static SuiteSettings Settings => FromEnvironment.Value;

    /// <inheritdoc/>
    RunSettings IRunConfiguration.Settings
    {
        get
        {
            // Mistakes of the operator in them are told before anything is verified.
            Invariants.Load(Settings.Options.InvariantsDirectory);
            return OfRun();
        }
    }

    private static RunSettings OfRun() => new()
    {
        Concurrency = Settings.Options.Concurrency,
        FailOn = Settings.Options.FailOnWarnings ? Severity.Warning : Severity.Error,
        ResultsDirectory = Settings.Options.ResultsDirectory,
        Baseline = Settings.Options.BaselineFile,
        WritesBaseline = Settings.Options.WritesBaseline,
        VerifiesAllOf = Settings.Options.VerifiesAllOf,
        Redact = Settings.Secrets.Redact,
        Banner = [.. Settings.Options.Describe(), "The suite only reads, but the API that it calls may write: never point it at production."],
        Header = Settings.Options.ToJson(),
        Follower = Settings.Options.Snapshots == SnapshotMode.Off ? null : new SnapshotRun(Settings.Options, Settings.Secrets.Redact, FileOf),
    };

    /// <summary>Class and method of the check with a code: how a snapshot's files are named.</summary>
    internal static string FileOf(string code)
    {
        var check = typeof(Suite).Assembly.GetTypes().Single(type => type.GetCustomAttribute<CheckAttribute>()?.Code == code);
        return $"{check.Name}.{check.GetMethods().Single(method => method.IsDefined(typeof(StreamingTheoryAttribute))).Name}";
    }

    /// <inheritdoc/>
    public IReadOnlyList<CasePartition> FindPartitions(TimeSpan deadline)
    {
        using var cancel = new CancellationTokenSource(deadline);
        var projects = Settings.Options.UsesSample
            ? SampleProjectsAsync(Settings.Options, cancel.Token)
            : ProjectsAsync(Settings.Options, cancel.Token);

        // xUnit discovers synchronously.
        var found = projects.GetAwaiter().GetResult();
        return found.Count > MaxProjectCases ? [] : found.ConvertAll(project => Partition(project.Id, project.Name));
    }

    private static async Task<List<(string Id, string Name)>> ProjectsAsync(IntegrityOptions options, CancellationToken cancel)
    {
        await using var database = await ReplicaDatabase.OpenAsync(options.Database!, cancel);
        if (Preflight.WhyUnusable(database, options) is not null) return [];
        return await new ProjectScope(database, options).ProjectsAsync(cancel)
            .Take(MaxProjectCases + 1)
            .Select(project => (project.Id, project.DisplayName))
            .ToListAsync(cancel);
    }

    private static async Task<List<(string Id, string Name)>> SampleProjectsAsync(IntegrityOptions options, CancellationToken cancel)
    {
        // The list does not say which were updated last.
        if (options.RecentFirst) return [];
        return (await SampleProcess.ListProjectsAsync(cancel))
            .Where(project => options.Projects.Count == 0 || options.Projects.Contains(project.Id))
            .OrderBy(project => project.Id, StringComparer.Ordinal)
            .Skip(options.StartAt - 1)
            .Take(options.Count ?? int.MaxValue)
            .Where(project => !options.SkipNeon || !project.Description.Contains("Neon", StringComparison.Ordinal))
            .Select(project => (project.Id, project.Name))
            .ToList();
    }

    private static CasePartition Partition(string id, string name) =>
        new(id, name, new Dictionary<string, string> { ["Project"] = id, ["ProjectName"] = name });
}
