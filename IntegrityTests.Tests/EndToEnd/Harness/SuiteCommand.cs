using System.Diagnostics;
using System.Globalization;
using IntegrityTests.Tests.Running.Support;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>
/// Runs the suite: as a user does, with <c>dotnet test</c> in a process of its own, if something is asked for that only this has, such as
/// arguments; else in this process, which is many times cheaper and has the same findings, results and texts.
/// </summary>
internal sealed record SuiteCommand
{
    /// <summary>Arguments with which all is printed that can be.</summary>
    public static readonly string[] PrintAll = ["-v", "detailed", "--logger", "console;verbosity=detailed"];

    /// <summary>What the suite's process must not take over from this one: its options, and the marks of a test run around it.</summary>
    private static readonly string[] ForeignPrefixes =
        ["INTEGRITY_", "STACK_", "NEXT_PUBLIC_STACK_", "VSTEST_", "MSBUILD", "_MSBUILD", "GITHUB_", "TF_BUILD", "GITLAB_"];

    /// <summary>
    /// All checks but the invariants and the copy in ClickHouse, for a run whose subject is another: 170 queries cost a run more than all
    /// else over a small deployment.
    /// </summary>
    public const string ReadsOfApi = "Category=Projects|Category=Users|Category=Teams|Category=Payments|Category=Payouts";

    /// <summary>Options of the suite; <c>INTEGRITY_RESULTS</c> is a folder of the run's own unless set here.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of <c>--filter</c>.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether the project is named, as users do, or its assembly with the same settings, which starts faster.</summary>
    public bool ByProject { get; init; }

    /// <summary>More arguments of <c>dotnet test</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The longest file that the process can write, in bytes: a disk that is full. Null, the default: no limit.</summary>
    public long? LongestFile { get; init; }

    /// <summary>
    /// Whether Ctrl-C ends the process, as it does in a terminal, also where these tests run in the background and ignore it.
    /// Default: as here.
    /// </summary>
    public bool IsInterruptible { get; init; }

    /// <summary>
    /// Whether the run takes place at GitHub, Azure and GitLab at once, so that everything is written that can be. Default: nowhere.
    /// </summary>
    public bool IsAtServices { get; init; }

    /// <summary>After so long the process and its children are killed and the test fails. Default: 180 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>The same with one more option.</summary>
    public SuiteCommand With(string variable, string value) =>
        this with { Variables = new Dictionary<string, string>(Variables) { [variable] = value } };

    /// <summary>Runs the suite to its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time; the message holds its output so far, if it has a process.</exception>
    public async Task<SuiteResult> RunAsync()
    {
        if (ByProject || Arguments.Count > 0 || LongestFile is not null || IsInterruptible) return await RunAsync(_ => Task.CompletedTask);
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string>(Variables);
        variables.TryAdd("INTEGRITY_RESULTS", folder.Path);
        foreach (var (name, value) in Services(folder.Path)) variables[name] = value;
        return await new SuiteHere(variables).RunAsync(Filter, folder.Path).WaitAsync(Deadline);
    }

    /// <summary>Runs the suite in a process of its own, and something else with this process meanwhile, such as killing it.</summary>
    /// <exception cref="TimeoutException">It did not end in time; the message holds its output so far.</exception>
    public async Task<SuiteResult> RunAsync(Func<SuiteProcess, Task> meanwhile)
    {
        var folder = Directory.CreateTempSubdirectory("integrity-end-to-end-").FullName;
        try
        {
            using var process = SuiteProcess.Start(StartInfo(folder));
            var other = meanwhile(process);
            await process.EndAsync(Deadline);
            await other;
            return SuiteResult.Read(process.ExitCode, process.Console, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private ProcessStartInfo StartInfo(string folder)
    {
        string[] suite = ByProject
            ? [Checkout.Suite, "--no-build", "-c", Checkout.Configuration]
            : [Checkout.SuiteAssembly, "--settings", Checkout.DefaultSettings];
        var (program, before) = Program();
        var start = new ProcessStartInfo(program, [.. before, "test", .. suite]) { WorkingDirectory = Checkout.Folder };
        string[] arguments = [.. Arguments, .. Filter is null ? [] : new[] { "--filter", Filter }];
        foreach (var argument in (string[])["--logger", "trx;LogFileName=run.trx", "--results-directory", folder, .. arguments])
            start.ArgumentList.Add(argument);

        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList()) start.Environment.Remove(name);
        start.Environment["INTEGRITY_RESULTS"] = folder;
        // A run of seconds never earns back what compiling its code a second time costs: a third of its processor time.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        // The runtime keeps its code in a file of hundreds of megabytes, which the limit would forbid.
        if (LongestFile is not null) start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var (name, value) in Variables.Concat(Services(folder))) start.Environment[name] = value;
        return start;
    }

    private IEnumerable<KeyValuePair<string, string>> Services(string folder) => !IsAtServices ? [] :
    [
        new("GITHUB_ACTIONS", "true"),
        new("GITHUB_STEP_SUMMARY", Path.Combine(folder, "step-summary.md")),
        new("TF_BUILD", "True"),
        new("GITLAB_CI", "true"),
    ];

    private (string Program, string[] Arguments) Program()
    {
        // Children take over what is ignored: a run that ignores Ctrl-C would go on until the server counts as dead.
        if (IsInterruptible) return ("env", ["--default-signal=INT", "dotnet"]);
        // The shell counts blocks of 512 bytes; without the trap, the signal would end the process instead of failing its write.
        return LongestFile is { } bytes
            ? ("sh", ["-c", "trap '' XFSZ; ulimit -f $0; exec dotnet \"$@\"", (bytes / 512).ToString(CultureInfo.InvariantCulture)])
            : ("dotnet", []);
    }

    internal static bool IsForeign(string name) => ForeignPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
