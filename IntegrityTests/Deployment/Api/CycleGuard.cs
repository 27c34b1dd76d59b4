namespace IntegrityTests.Deployment.Api;

/// <summary>
/// Notices that cursors go in circles, of any length, without keeping them: it compares each with one that it remembers, and remembers
/// another one whenever the number of cursors has doubled (Brent's method).
/// </summary>
internal sealed class CycleGuard
{
    private string? _remembered;
    private long _seen;
    private long _nextChange = 1;

    /// <summary>Whether the cursor closes a circle.</summary>
    public bool IsRepeated(string cursor)
    {
        if (cursor == _remembered) return true;
        if (++_seen == _nextChange)
        {
            _remembered = cursor;
            _nextChange *= 2;
        }

        return false;
    }
}
