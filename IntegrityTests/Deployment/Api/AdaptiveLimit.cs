namespace IntegrityTests.Deployment.Api;

/// <summary>
/// How many calls a server gets at once where nobody says it: few at first, two more as long as it then answers more calls per second, and
/// half as many when its answers take twice as long as they usually do or when it refuses calls. It is judged by the calls of an era:
/// those that began after the last change, so that the calls of before say nothing about it and one overload halves it once. Not safe for
/// several threads.
/// </summary>
/// <param name="most">The most calls at once, from 1.</param>
/// <param name="clock">Measures the rate.</param>
internal sealed class AdaptiveLimit(int most, TimeProvider clock)
{
    /// <summary>For how long no more calls are tried after more were no faster, or too many.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private const int Fewest = 1;
    private const int Start = 2;
    private const int Step = 2;

    // Each place is used so often before the limit is judged: fewer calls say more about chance than about the server.
    private const int TurnsOfWindow = 10;
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    // More calls would all be answered sooner or later: at least half of what is hoped for must come.
    private const double LeastGain = 0.5;
    private const double SlowFactor = 2;
    private const double HelpedFactor = 0.75;

    // On a busy machine, answers that take milliseconds take twice as many by chance.
    private const double LeastRise = 0.01;

    // What is usual follows a rise slowly, so that it is seen as one, and a fall fast.
    private const double RiseAdopted = 0.03;
    private const double FallAdopted = 0.5;

    // Three refusals among about a hundred calls. Single ones occur where nothing is overloaded.
    private const double MostRefused = 2.5;
    private const double Forgotten = 0.99;

    private readonly Window _window = new(clock);
    private int _settling = Math.Min(Start, most);
    private bool _isProbing;
    private (int Limit, double Rate) _proven;
    private double? _usual;
    private double? _tooSlow;
    private double _refused;
    private long _restedSince;
    private bool _isResting;
    private string _why = "";

    /// <summary>How many calls may be in flight.</summary>
    public int Limit { get; private set; } = Math.Min(Start, most);

    /// <summary>Changes with <see cref="Limit"/>; a call belongs to the era in which it begins.</summary>
    public int Era { get; private set; }

    /// <summary>The limit and why it is not higher, in a few words.</summary>
    public string Words => FormattableString.Invariant($"{Limit:N0} at once{_why}");

    /// <summary>A call was answered.</summary>
    /// <param name="era">The era in which it began.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="isBusy">Whether other calls wait for its place.</param>
    public void Answered(int era, TimeSpan took, bool isBusy)
    {
        _refused *= Forgotten;
        if (era != Era) return;
        if (_settling > 0)
        {
            if (--_settling == 0) _window.Begin();
            return;
        }

        _window.Add(took.TotalSeconds, isBusy);
        if (_window.Count < TurnsOfWindow * Limit || _window.Elapsed < ShortestWindow) return;
        Judge(_window.Rate, _window.Median, _window.IsBusy);
        _window.Begin();
    }

    /// <summary>A call was refused for load, or there was no answer.</summary>
    /// <param name="era">The era in which it began.</param>
    public void Refused(int era)
    {
        if (era != Era) return;
        _refused = (_refused * Forgotten) + 1;
        if (_refused < MostRefused) return;
        _refused = 0;
        _tooSlow = null;
        Halve(FormattableString.Invariant($": it refused calls, or did not answer, at {Limit:N0}"));
    }

    private void Judge(double rate, double median, bool isBusy)
    {
        // Where half as many calls do not make it faster, it is not these calls that make it slow.
        if (_tooSlow is { } before && median > before * HelpedFactor) _usual = median;
        _tooSlow = null;
        var usual = _usual ?? median;
        if (median > usual * SlowFactor && median > usual + LeastRise && Limit > Start)
        {
            _tooSlow = median;
            Halve(FormattableString.Invariant($": its answers took {median / usual:0.#} times as long at {Limit:N0}"));
            return;
        }

        _usual = usual + ((median - usual) * (median > usual ? RiseAdopted : FallAdopted));
        // With places to spare, neither limit nor rate say anything.
        if (isBusy) Climb(rate);
    }

    private void Climb(double rate)
    {
        if (_isProbing && rate < _proven.Rate * (1 + (LeastGain * (Limit - _proven.Limit) / _proven.Limit)))
        {
            Change(_proven.Limit, FormattableString.Invariant($": {Limit:N0} were no faster"));
            BeginRest();
            return;
        }

        _proven = (Limit, rate);
        _isResting = _isResting && clock.GetElapsedTime(_restedSince) < Rest;
        if (_isResting) return;
        _isProbing = Limit < most;
        if (_isProbing) Change(Math.Min(most, Limit + Step), "");
        else _why = ", the most that are tried";
    }

    private void Halve(string why)
    {
        Change(Math.Max(Fewest, Limit / 2), why);
        BeginRest();
    }

    private void BeginRest()
    {
        _isProbing = false;
        _isResting = true;
        _restedSince = clock.GetTimestamp();
    }

    private void Change(int limit, string why)
    {
        (Limit, _why) = (limit, why);
        Era++;
        _settling = limit;
    }

    /// <summary>The answers since the last time that the limit was judged.</summary>
    private sealed class Window(TimeProvider clock)
    {
        private const int MostKept = 256;
        private readonly double[] _took = new double[MostKept];
        private long _began = clock.GetTimestamp();
        private int _busy;

        public int Count { get; private set; }

        public TimeSpan Elapsed => clock.GetElapsedTime(_began);

        public double Rate => Count / Elapsed.TotalSeconds;

        public bool IsBusy => _busy * 2 >= Count;

        // Of the last ones: a single slow answer says nothing.
        public double Median
        {
            get
            {
                var sorted = _took[..Math.Min(Count, MostKept)];
                Array.Sort(sorted);
                return sorted[sorted.Length / 2];
            }
        }

        public void Begin()
        {
            (Count, _busy) = (0, 0);
            _began = clock.GetTimestamp();
        }

        public void Add(double took, bool isBusy)
        {
            _took[Count++ % MostKept] = took;
            if (isBusy) _busy++;
        }
    }
}
