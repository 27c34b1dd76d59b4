using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Rows;

/// <summary>Passed rows since the last page; not safe for several threads.</summary>
internal sealed class PassedRows(int pageSize, TimeProvider clock)
{
    private long _started = clock.GetTimestamp();
    private int _rows;
    private long _calls;
    private long _first;
    private long _last;

    /// <summary>Counts a row; the result is the page that it completes, if any.</summary>
    public Page? Add(long number, int calls)
    {
        _first = _rows == 0 ? number : Math.Min(_first, number);
        _last = _rows == 0 ? number : Math.Max(_last, number);
        _calls += calls;
        return ++_rows == pageSize ? Take() : null;
    }

    /// <summary>The rows that no page has yet; null if there are none.</summary>
    public Page? TakeRest() => _rows == 0 ? null : Take();

    private Page Take()
    {
        var page = new Page(_rows, _calls, _first, _last, clock.GetElapsedTime(_started));
        _started = clock.GetTimestamp();
        _rows = 0;
        _calls = 0;
        return page;
    }
}
