using System.Globalization;
using IntegrityTests.Redaction;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// Prints how far the run is, only when something happened: after 5 seconds, then after twice as long as before, at most once per minute.
/// Where everything is printed, once per second.
/// </summary>
internal sealed class ProgressLines : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Tally _tally;
    private readonly RunProgress _progress;
    private readonly Action<string> _print;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private long _started;
    private long _calls;
    private long _rows;
    private TimeSpan _pause;
    private bool _over;

    public ProgressLines(Tally tally, RunProgress progress, Action<string> print, TimeProvider clock, bool isVerbose)
    {
        _pause = isVerbose ? TimeSpan.Zero : First;
        _tally = tally;
        _progress = progress;
        _print = print;
        _clock = clock;
        _started = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Tick(), null, Interval, Interval);
    }

    /// <summary>When this returns, no more lines are printed.</summary>
    public void Dispose()
    {
        lock (_gate) _over = true;
        _timer.Dispose();
    }

    private void Tick()
    {
        lock (_gate)
        {
            var rows = _tally.Sum(check => check.Verified + check.Failed + check.NotVerified);
            var calls = _tally.Sum(check => check.Calls);
            if (_over || (rows == _rows && calls == _calls) || _clock.GetElapsedTime(_started) < _pause) return;
            _pause = _pause * 2 < Longest ? _pause * 2 : _pause == TimeSpan.Zero ? _pause : Longest;
            var rate = (calls - _calls) / Math.Max(_clock.GetElapsedTime(_started).TotalSeconds, 0.001);
            _started = _clock.GetTimestamp();
            (_rows, _calls) = (rows, calls);
            _print(Printable.Line(Line(rows, calls, rate)));
        }
    }

    private string Line(long rows, long calls, double rate)
    {
        var place = _progress.Oldest() is var (number, partition)
            ? $"project {number} of {_progress.Count} {partition.Name} ({partition.Key}), "
            : "";
        var check = _progress.Check.Length == 0 ? "" : $"{_progress.Check}: ";
        var findings = _tally.Sum(tally => tally.Findings);
        var speed = string.Create(CultureInfo.InvariantCulture, $"{rate:N0} calls/s");
        return $"{place}{check}{Quantity.Of(rows, "row")}, {Quantity.Of(calls, "call")}, {speed}, {Quantity.Of(findings, "finding")}";
    }
}
