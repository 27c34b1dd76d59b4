using IntegrityTests.Redaction;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// Shows how far the run is. In a terminal, one line that changes every second. In a log, a line per second at first and then ever fewer,
/// the next after half of the time that the run has taken, at the latest after 30 seconds: about 500 lines in four hours. A line is
/// printed only when something happened, or when it is known why nothing does.
/// </summary>
internal sealed class ProgressLines : IDisposable
{
    private const int LinesPerTime = 2;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ProgressText _text;
    private readonly Run _run;
    private readonly Action<string>? _status;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly long _started;
    private (long Rows, long Calls) _shown;
    private TimeSpan _next = Shortest;
    private bool _isOver;

    /// <param name="text">What there is to say.</param>
    /// <param name="run">The run, which prints the lines.</param>
    /// <param name="status">Shows the line that changes, and with an empty text none; null: this is a log.</param>
    public ProgressLines(ProgressText text, Run run, Action<string>? status)
    {
        (_text, _run, _status) = (text, run, status);
        _started = run.Clock.GetTimestamp();
        _timer = run.Clock.CreateTimer(_ => Tick(), null, Shortest, Shortest);
    }

    /// <summary>When this returns, no more lines are printed.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isOver) _status?.Invoke("");
            _isOver = true;
        }

        _timer.Dispose();
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_isOver) return;
            _text.Update();
            if (_status is not null) _status(Printable.Line(_run.Settings.Redact(_text.Status())));
            else Log(_run.Clock.GetElapsedTime(_started));
        }
    }

    private void Log(TimeSpan elapsed)
    {
        if (elapsed < _next || (_text.Moment == _shown && _run.WhySlow() is null)) return;
        _shown = _text.Moment;
        var pause = elapsed / LinesPerTime;
        _next = elapsed + (pause < Shortest ? Shortest : pause > Longest ? Longest : pause);
        _run.Tell(Printable.Line(_text.Line()));
    }
}
