using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Execution;
using IntegrityTests.Running.Framework;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running;

/// <summary>A test run: there is one while checks run, and everything they share hangs on it.</summary>
public sealed class Run : IDisposable
{
    // Rows and calls are bounded elsewhere; this bounds the sources that are open at once.
    private const int MaxCasesInFlight = 16;

    private readonly CancellationTokenSource _aborted = new();
    private readonly RunFixtures _fixtures;
    private string? _reason;
    private int _reasonTold;

    internal Run(RunSettings settings, RunFixtures fixtures, IEventLog log, RunProgress progress, TimeProvider clock)
    {
        Settings = settings;
        Redactor = new Redactor(settings.Redact, settings.Show);
        Log = log;
        Progress = progress;
        Clock = clock;
        _fixtures = fixtures;
    }

    /// <summary>The settings of the run.</summary>
    public RunSettings Settings { get; }

    /// <summary>Why the run was given up; null while it goes on.</summary>
    public string? AbortReason => Volatile.Read(ref _reason);

    /// <summary>Cancelled when the run is given up.</summary>
    public CancellationToken Aborted => _aborted.Token;

    internal Action<string> Print { get; set; } = static _ => { };

    internal Redactor Redactor { get; }

    internal IEventLog Log { get; }

    internal RunProgress Progress { get; }

    /// <summary>The clock of the run.</summary>
    public TimeProvider Clock { get; }

    internal KnownFindings Known { get; init; } = KnownFindings.Open(new RunSettings());

    internal Tally Tally { get; } = new();

    internal FoundFindings Findings => new(Redactor, Known, Tally, Log);

    internal CaseSlots Slots { get; } = new(MaxCasesInFlight);

    internal RunFixtures Fixtures => _fixtures;

    /// <summary>
    /// Gives the run up: rows in flight are cancelled, no further rows are pulled, and every case that is not finished fails as not
    /// verified. What was verified before stays verified. The first reason wins.
    /// </summary>
    public void Abort(string reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
            _aborted.Cancel();
    }

    /// <summary>The run's instance of a type of <see cref="RunSettings.Fixtures"/>, made now if this is the first need.</summary>
    /// <exception cref="NotVerifiedException">It could not be made; the run is aborted with the reason.</exception>
    public async Task<T> FixtureAsync<T>()
        where T : class => (T)await _fixtures.GetAsync(typeof(T), this);

    /// <summary>Prints a line where the operator sees it while the run goes on, without secrets.</summary>
    public void Tell(string line) => Print(line);

    /// <inheritdoc />
    public void Dispose() => _aborted.Dispose();

    /// <summary>The whole reason the first time, so that it is read once and not once a case; its first line afterwards.</summary>
    internal string TellReason()
    {
        var reason = AbortReason ?? "";
        return Interlocked.Exchange(ref _reasonTold, 1) == 0 ? reason : reason.Split('\n', 2)[0].TrimEnd();
    }
}
