using System.Reflection;
using IntegrityTests.Access;
using IntegrityTests.Checks.Database;
using IntegrityTests.Continuation;
using IntegrityTests.Explanations;
using IntegrityTests.Options;
using IntegrityTests.Repairs;
using IntegrityTests.Running;
using IntegrityTests.Snapshots;
using IntegrityTests.Snapshots.Save;
using IntegrityTests.Snapshots.Tables;
using IntegrityTests.Sources;

[assembly: RunConfiguration(typeof(IntegrityTests.Suite))]

namespace IntegrityTests;

/// <summary>How this suite is run: its settings come from the options, its partitions are the projects in scope.</summary>
public sealed class Suite : IRunConfiguration
{
    /// <summary>Up to so many projects in scope get test cases of their own; beyond, IDEs and filters grow slow.</summary>
    public const int MaxProjectCases = 200;

    private static readonly Lazy<SuiteSettings> FromEnvironment = new(() => new SuiteSettings(IntegrityOptions.FromEnvironment()));

    private readonly Lazy<SuiteSettings> _settings;

    /// <summary>The suite with the options of this process's environment.</summary>
    public Suite() => _settings = FromEnvironment;

    /// <summary>The suite with other options, which are read when they are needed.</summary>
    internal Suite(Func<IntegrityOptions> options) => _settings = new(() => new SuiteSettings(options()));

    // Throws OptionsException where an option is wrong; the message lists all mistakes.
    private SuiteSettings Settings => _settings.Value;

    /// <inheritdoc/>
    RunSettings IRunConfiguration.Settings
    {
        get
        {
            // The operator's mistakes in them are reported before anything is verified.
            Invariants.Load(Settings.Options.InvariantsDirectory);
            return OfRun(Settings);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<CheckInfo> ChecksOf(Type type)
    {
        try
        {
            var all = InvariantCatalogue.ChecksOf(Settings.Options.InvariantsDirectory);
            return Settings.Earlier is { } earlier ? [.. all.Where(check => earlier.Concerns(check, null))] : all;
        }
        catch (Exception problem) when (problem is OptionsException or InvalidOperationException)
        {
            // The start of the run reports it.
            return InvariantCatalogue.ChecksOf(null);
        }
    }

    private static RunSettings OfRun(SuiteSettings settings)
    {
        if (settings.Options.MergeDirectory is not null) return SplitRun.Of(settings.Options, Of(settings, null, null, null));
        var snapshots = settings.Options.Snapshots == SnapshotMode.Off
            ? null
            : new SnapshotRun(settings.Options, settings.Secrets.Redact, settings.Values, FileOf);
        var continued = settings.Options.CoverageDirectory is null ? null : new ContinuedRun();
        return Of(settings, snapshots, continued, settings.Options.RepairFile is { } file ? new RepairScript(file) : null);
    }

    private static RunSettings Of(SuiteSettings settings, SnapshotRun? snapshots, ContinuedRun? continued, RepairScript? repairs) => new()
    {
        Concurrency = settings.Options.Concurrency,
        MayPause = settings.Options.MaxLag is not null,
        Only = settings.Earlier,
        Part = settings.Options.IsPart ? settings.Options.Shard.ToString() : null,
        Previous = settings.Previous,
        Sample = settings.Options.Sample?.Words,
        Budget = settings.Options.Budget,
        FailOn = settings.Options.FailOn switch
        {
            RedFrom.Info => Severity.Info,
            RedFrom.Warning => Severity.Warning,
            _ => Severity.Error,
        },
        ResultsDirectory = settings.Options.ResultsDirectory,
        Baseline = settings.Options.BaselineFile,
        WritesBaseline = settings.Options.WritesBaseline,
        VerifiesAllOf = settings.Options.VerifiesAllOf,
        Redact = settings.Secrets.Redact,
        Show = settings.Values.Show,
        Explain = new FailureText(settings.Options.ShowPersonalData).Explain,
        Distance = Handbook.Distance,
        Meaning = new Handbook([.. Handbook.Shipped, .. OwnSections(settings.Options.InvariantsDirectory)]).Explain,
        IsVerbose = settings.Options.IsVerbose,
        Surroundings = Surroundings.Of(settings.Options.Service),
        Banner =
        [
            .. settings.Options.Describe(),
            "The suite only reads, but the API that it calls may write: never point it at production.",
        ],
        Header = SplitRun.Header(settings.Options),
        Continues = continued is not null,
        Follower = (IRunFollower?)snapshots ?? continued,
        Found = finding => repairs?.Found(finding.Code),
        Conclude = run => ConcludeAsync(settings, continued, repairs, run),
        Fixtures = new Dictionary<Type, Func<Run, Task<object>>>
        {
            [typeof(Witnesses)] = async run => await OpenAsync(settings, run),
            [typeof(Continued)] = async run => await Continuing.OpenAsync(settings.Options, run),
            [typeof(Totals)] = async run => new Totals(await run.FixtureAsync<Witnesses>()),
            [typeof(CopyWitness)] = async run => new CopyWitness(await run.FixtureAsync<Witnesses>(), run),
            [typeof(TableSnapshot)] = async run => snapshots is null ? TableSnapshot.None : await snapshots.TablesAsync(run),
            [typeof(RepairPlans)] = _ => Task.FromResult<object>(new RepairPlans(repairs)),
            [typeof(InvariantTurns)] = _ => Task.FromResult<object>(new InvariantTurns()),
        },
    };

    private static async Task<Witnesses> OpenAsync(SuiteSettings settings, Run run)
    {
        var witnesses = await Witnesses.OpenAsync(settings.Options, settings.Secrets, run, SavedAnswers.Keep);
        try
        {
            NamedAgain.RequireSameGeneration(settings.Earlier, run.Target);
            return witnesses;
        }
        catch
        {
            await witnesses.DisposeAsync();
            throw;
        }
    }

    private static async Task<Conclusion> ConcludeAsync(
        SuiteSettings settings, ContinuedRun? continued, RepairScript? repairs, Run run)
    {
        var conclusion = await ConcludeAsync(settings, continued, run);
        if (repairs is null) return conclusion;
        var rules = Invariants.Load(settings.Options.InvariantsDirectory);
        var decisions = new Decisions(rules.ToDictionary(rule => rule.Code, rule => rule.Decide));
        return conclusion with { Notes = [.. conclusion.Notes, repairs.Finish(decisions.Of, run.AbortReason)] };
    }

    private static async Task<Conclusion> ConcludeAsync(SuiteSettings settings, ContinuedRun? continued, Run run)
    {
        if (await run.MadeFixtureAsync<Witnesses>() is not { } witnesses) return new Conclusion([], []);
        await NamedAgain.ResolveAsync(settings.Earlier ?? settings.Previous, witnesses, run.Aborted);
        var end = await witnesses.ConcludeAsync(run.Aborted);
        return continued is null ? end : end.And(await continued.ConcludeAsync(run));
    }

    private static IEnumerable<Section> OwnSections(string? folder) => Invariants.Load(folder).Where(invariant => invariant.IsOwn)
        .Select(own => new Section(own.Code, own.Title, own.Why, own.Look));

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
        var options = Settings.Options;
        if (options.MergeDirectory is not null) return [];
        if (Settings.Earlier is { } earlier && NamedAgain.Projects(earlier, options) is { } named)
        {
            if (named.Count is 0 or > MaxProjectCases) return [];
            options = options with { Projects = named };
        }

        // xUnit discovers synchronously. One more than there may be shows that there are too many.
        var found = DiscoveredProjects.FindAsync(options, MaxProjectCases + 1, TimeProvider.System, cancel.Token).GetAwaiter().GetResult();
        return found.Count > MaxProjectCases ? [] : found.ConvertAll(project => Partition(project.Id, project.Name));
    }

    private static CasePartition Partition(string id, string name) =>
        new(id, name, new Dictionary<string, string> { ["Project"] = id, ["ProjectName"] = name });
}
