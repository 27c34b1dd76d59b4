using System.Collections.Concurrent;

namespace IntegrityTests.Running;

/// <summary>A test run: what all checks share while they run.</summary>
public sealed class Run : IDisposable
{
    // Rows and calls are bounded elsewhere; this bounds the sources that are open at once.
    private const int MaxCasesInFlight = 16;

    private readonly CancellationTokenSource _aborted = new();
    private readonly ConcurrentDictionary<string, Doubt> _doubts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<string?, RowForecast?>> _forecasts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _notes = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _over;
    private string? _reason;

    internal Run(RunSettings settings, TimeProvider clock)
    {
        Settings = settings;
        Clock = clock;
        _over = settings.Budget is { } budget ? new CancellationTokenSource(budget, clock) : new CancellationTokenSource();
        RowSlots = settings.Budget is null ? Slots : new CaseSlots(MaxCasesInFlight);
        Fixtures = new RunFixtures(settings.Fixtures);
    }

    /// <summary>The settings of the run.</summary>
    public RunSettings Settings { get; }

    /// <summary>Why the run was given up; null while it goes on.</summary>
    public string? AbortReason => Volatile.Read(ref _reason);

    /// <summary>Cancelled when the run is given up.</summary>
    public CancellationToken Aborted => _aborted.Token;

    /// <summary>Cancelled when <see cref="RunSettings.Budget"/> is over.</summary>
    public CancellationToken BudgetOver => _over.Token;

    /// <summary>The clock of the run.</summary>
    public TimeProvider Clock { get; }

    /// <summary>
    /// The keys of the partitions that its cases are of, such as one project where an IDE runs one case; null: a case covers the whole
    /// scope. Nothing is proven of any other partition, so there is no reason to ask about it.
    /// </summary>
    public IReadOnlyCollection<string>? Partitions { get; internal init; }

    /// <summary>What the run found out about what it verifies; null until it does.</summary>
    public Target? Target { get; private set; }

    /// <summary>
    /// What a row waits for before it is read a second time, such as a standby that follows with a delay; it is bounded. Default: nothing.
    /// </summary>
    public Func<CancellationToken, Task> Settled { get; set; } = static _ => Task.CompletedTask;

    /// <summary>
    /// What rows wait for before they are pulled where <see cref="RunSettings.MayPause"/>, and calls before they are made, such as the end
    /// of a pause; it is bounded. Default: nothing.
    /// </summary>
    public Func<CancellationToken, ValueTask> GoOn { get; set; } = static _ => ValueTask.CompletedTask;

    /// <summary>Why the run is not faster, in a few words; null where nothing is known to hold it. Default: always null.</summary>
    public Func<string?> WhySlow { get; set; } = static () => null;

    /// <summary>As <see cref="Conclusion.Behind"/>.</summary>
    internal TimeSpan? Behind { get; set; }

    internal Action OnTarget { get; set; } = static () => { };

    /// <summary>What was noted, without secrets.</summary>
    internal IReadOnlyList<string> Notes => [.. _notes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Those of <see cref="Notes"/> that were not printed yet.</summary>
    internal IReadOnlyList<string> NotesToTell =>
        [.. _notes.Where(note => !note.Value).Select(note => note.Key).Order(StringComparer.Ordinal)];

    /// <summary>Why checks prove nothing here, by code.</summary>
    internal IReadOnlyDictionary<string, Doubt> Doubts => _doubts;

    internal Action<string> Print { get; set; } = static _ => { };

    internal CaseSlots Slots { get; } = new(MaxCasesInFlight);

    /// <summary>
    /// The slots of checks that ask per row. Under a budget they are slots of their own, so that these checks keep no other one waiting
    /// until the budget is over.
    /// </summary>
    internal CaseSlots RowSlots { get; }

    internal RunFixtures Fixtures { get; }

    /// <summary>
    /// Gives the run up: rows in flight are cancelled, no further rows are pulled, and every case that is not finished fails as not
    /// verified. What was verified before stays verified. The first reason wins.
    /// </summary>
    public void Abort(string reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null) _aborted.Cancel();
    }

    /// <summary>
    /// Says what the run verifies, once and before the first row: it is printed, and the first line of <c>findings.jsonl</c> says it.
    /// </summary>
    public void Describe(Target target)
    {
        Target = target with { Text = Settings.Redact(target.Text), Notices = [.. target.Notices.Select(Settings.Redact)] };
        OnTarget();
        Tell($"platform: {target.Text}");
        foreach (var notice in target.Notices) Tell($"platform: {notice}");
    }

    /// <summary>Says something about the run as a whole: once, at once and again in the summary, however often it is noted.</summary>
    public void Note(string text)
    {
        var shown = Settings.Redact(text);
        if (_notes.TryAdd(shown, true)) Tell(shown);
    }

    /// <summary>Says something about the run as a whole in the summary only.</summary>
    internal void NoteForSummary(string text) => _notes.TryAdd(Settings.Redact(text), false);

    /// <summary>Says how many rows a check has to verify, as far as it is known; the first one who says it counts.</summary>
    /// <param name="code">The code of the check.</param>
    /// <param name="rows">
    /// Says it whenever it is asked: of the partition with a key, or with null of the whole scope; null: it is not known yet.
    /// </param>
    public void Forecast(string code, Func<string?, RowForecast?> rows) => _forecasts.TryAdd(code, rows);

    internal bool HasForecast(string code) => _forecasts.ContainsKey(code);

    internal RowForecast? ForecastOf(string code, string? partition) => _forecasts.GetValueOrDefault(code)?.Invoke(partition);

    /// <summary>
    /// Notes that a check proves nothing here. The end of the run reports it once as NOT VERIFIED, however many cases it has.
    /// </summary>
    /// <param name="code">The code of the check.</param>
    /// <param name="doubt">Why. The first one counts.</param>
    public void Doubt(string code, Doubt doubt) => _doubts.TryAdd(code, doubt);

    /// <summary>The run's instance of a type of <see cref="RunSettings.Fixtures"/>, made now if nobody asked for it before.</summary>
    /// <exception cref="NotVerifiedException">It could not be made; the run is aborted with the reason.</exception>
    public async Task<T> FixtureAsync<T>()
        where T : class => (T)await Fixtures.GetAsync(typeof(T), this);

    /// <summary>The run's instance of a type of fixture if it was made; null where nobody asked for it, or it could not be made.</summary>
    public Task<T?> MadeFixtureAsync<T>()
        where T : class => Fixtures.MadeAsync<T>();

    /// <summary>Prints a line, without secrets, where the operator sees it while the run goes on.</summary>
    public void Tell(string line) => Print(Settings.Redact(line));

    /// <inheritdoc />
    public void Dispose()
    {
        _aborted.Dispose();
        _over.Dispose();
    }
}
