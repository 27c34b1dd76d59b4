namespace IntegrityTests.Running.Reporting;

/// <summary>What a check left out, by reason; safe for several threads.</summary>
internal sealed class SkipCounts
{
    /// <summary>Reasons that are told apart; a reason that holds an id must not fill the memory.</summary>
    public const int MaxReasons = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string What, string Reason), long> _counts = [];

    public IReadOnlyList<SkipCount> All
    {
        get
        {
            lock (_gate)
                return [.. _counts.Select(pair => new SkipCount(pair.Key.What, pair.Key.Reason, pair.Value))];
        }
    }

    public void Count(string what, string reason, long count = 1)
    {
        lock (_gate)
        {
            var key = (what, reason);
            if (!_counts.ContainsKey(key) && _counts.Count >= MaxReasons)
                key = (what, "other reasons");
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        }
    }
}
