namespace IntegrityTests.Running.Reporting;

/// <summary>How fast numbers grow, over the last minute, so that a single moment changes little. Not safe for several threads.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class RecentRate(TimeProvider clock)
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);
    private readonly Queue<Sample> _samples = new();
    private Sample? _last;

    /// <summary>Over how much time the rates are; zero before the second sample.</summary>
    public TimeSpan Measured =>
        _samples.TryPeek(out var first) && _last is not null ? clock.GetElapsedTime(first.Moment, _last.Moment) : TimeSpan.Zero;

    /// <summary>Takes the numbers as they are now. What it took until something happened counts as no time.</summary>
    public void Add(IReadOnlyDictionary<string, long> numbers)
    {
        while (_samples.Count > 1 && _last!.IsBeforeAll) _samples.Dequeue();
        _last = new Sample(clock.GetTimestamp(), numbers);
        _samples.Enqueue(_last);
        while (_samples.Count > 2 && clock.GetElapsedTime(_samples.Peek().Moment, _last.Moment) > Span) _samples.Dequeue();
    }

    /// <summary>How much a number grew in <see cref="Measured"/>.</summary>
    public long Grown(string number) => _last is null ? 0 : _last.Of(number) - _samples.Peek().Of(number);

    /// <summary>How much a number grew per second; 0 before the second sample.</summary>
    public double Of(string number) => Measured <= TimeSpan.Zero ? 0 : Grown(number) / Measured.TotalSeconds;

    private sealed record Sample(long Moment, IReadOnlyDictionary<string, long> Numbers)
    {
        public bool IsBeforeAll => Numbers.Values.All(number => number == 0);

        public long Of(string number) => Numbers.GetValueOrDefault(number);
    }
}
