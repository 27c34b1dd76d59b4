using System.Globalization;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// What there is to say of a run that goes on: how far it is, how fast, how long it needs, what a budget will leave, and why it is not
/// faster. An estimate is called one; what is not known is not said. Not safe for several threads.
/// </summary>
/// <param name="tally">What was done.</param>
/// <param name="progress">How far it is.</param>
/// <param name="run">The run.</param>
internal sealed class ProgressText(Tally tally, RunProgress progress, Run run)
{
    // Over less time, or by fewer rows, a rate says more about the start than about what comes.
    private static readonly TimeSpan ShortestRate = TimeSpan.FromSeconds(5);
    private const int FewestRows = 30;
    private const string Calls = "calls";

    private readonly long _started = run.Clock.GetTimestamp();
    private readonly RecentRate _rate = new(run.Clock);
    private IReadOnlyList<CheckProgress> _checks = [];
    private decimal _percent;

    /// <summary>Rows and calls so far: where they stay the same, nothing happens.</summary>
    public (long Rows, long Calls) Moment { get; private set; }

    /// <summary>Takes the state as it is now. To be called regularly, since rates are measured from call to call.</summary>
    public void Update()
    {
        _checks = progress.PerRow(run.ForecastOf);
        var calls = tally.Sum(check => check.Calls);
        Moment = (tally.Sum(check => check.Verified + check.Failed + check.NotVerified), calls);
        var numbers = _checks.ToDictionary(check => check.Code, check => check.Done);
        numbers[Calls] = calls;
        _rate.Add(numbers);
    }

    /// <summary>A line of a log.</summary>
    public string Line()
    {
        var place = progress.Oldest() is var (number, partition)
            ? $"project {number} of {progress.Count} {partition.Name} ({partition.Key}), "
            : "";
        var check = progress.Check.Length == 0 ? "" : $"{progress.Check}: ";
        var checks = _checks.Where(one => one.Left > 0).Select(Of).ToList();
        string?[] parts =
        [
            $"{place}{check}{Quantity.Of(Moment.Rows, "row")}, {Done()}",
            Whole() is { } whole ? $"one by one {whole}" : null,
            checks.Count == 0 ? null : string.Join(", ", checks),
            run.WhySlow(),
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    /// <summary>A line that stays where it is while its text changes: the most important first, for what does not fit is cut off.</summary>
    public string Status()
    {
        string?[] parts = [Whole(), Done(), run.WhySlow(), progress.Check];
        return string.Join(", ", parts.Where(part => part is { Length: > 0 }));
    }

    private static string Number(double number) => number.ToString(number < 9.95 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
    };

    // Rounded down: everything is done when it is done.
    private static decimal Percent(long done, long total)
    {
        var percent = 100m * done / total;
        return percent < 10 ? decimal.Floor(10 * percent) / 10 : decimal.Floor(percent);
    }

    private string Done() =>
        $"{Quantity.Of(Moment.Calls, "call")}, {Number(_rate.Of(Calls))} calls/s, "
        + Quantity.Of(tally.Sum(check => check.Findings), "finding");

    private string Of(CheckProgress check)
    {
        var percent = string.Create(
            CultureInfo.InvariantCulture,
            $"{check.Code} {Percent(check.Done, check.Total!.Value):0.#} %{(check.IsAbout ? " of about" : " of")} {check.Total:N0}");
        var rate = _rate.Of(check.Code);
        return IsMeasured && !IsBudgetOver && _rate.Grown(check.Code) >= FewestRows
            ? $"{percent} ({Number(rate)}/s, about {Time(TimeSpan.FromSeconds(check.Left / rate))} left)"
            : percent;
    }

    private TimeSpan? BudgetLeft => run.Settings.Budget - run.Clock.GetElapsedTime(_started);

    private bool IsBudgetOver => BudgetLeft <= TimeSpan.Zero;

    private bool IsMeasured => _rate.Measured >= ShortestRate;

    // Null while the rows of some check are not known.
    private string? Whole()
    {
        if (_checks.Count == 0 || _checks.Any(check => check.Total is null)) return null;
        var (done, total) = (_checks.Sum(check => check.Done), _checks.Sum(check => check.Total!.Value));
        if (total == 0) return null;
        var percent = Percent(done, total);
        var about = _checks.Any(check => check.IsAbout) ? "about " : "";
        var fell = percent < _percent ? ", less than before because there are more rows than expected" : "";
        _percent = percent;
        var text = string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} % of {about}{total:N0}{fell}");
        return done == total ? text : $"{text}{End(total - done)}";
    }

    private string End(long left)
    {
        var needed = TimeLeft();
        if (BudgetLeft is not { } budgetLeft) return needed is { } time ? $", about {Time(time)} left" : "";
        if (IsBudgetOver)
            return string.Create(CultureInfo.InvariantCulture, $", the budget is over and about {left:N0} are left");
        var ends = $", the budget ends in {Time(budgetLeft)}";
        if (needed is not { } enough) return ends;
        return enough <= budgetLeft
            ? $", about {Time(enough)} left{ends}"
            : string.Create(CultureInfo.InvariantCulture, $"{ends} and will leave about {left * (1 - (budgetLeft / enough)):N0}");
    }

    // The checks share the calls, and one whose rows need more calls needs more time.
    private TimeSpan? TimeLeft()
    {
        var unfinished = _checks.Where(check => check.Left > 0).ToList();
        if (!IsMeasured || unfinished.Exists(check => check.Done == 0)) return null;
        if (_checks.Sum(check => _rate.Grown(check.Code)) < FewestRows) return null;
        var rate = _checks.Sum(check => CallsPerRow(check) * _rate.Of(check.Code));
        return TimeSpan.FromSeconds(Math.Min(
            unfinished.Sum(check => CallsPerRow(check) * check.Left) / rate, TimeSpan.FromDays(1000).TotalSeconds));
    }

    // A row whose answers others had asked for before needs none.
    private double CallsPerRow(CheckProgress check) =>
        check.Done == 0 ? 1 : Math.Max(0.1, (double)tally.Of(check.Code).Calls / check.Done);
}
