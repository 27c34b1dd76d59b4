namespace IntegrityTests.Options;

/// <summary>One part of a run that is split over several machines.</summary>
/// <param name="Index">Number of this part, from 1 to <paramref name="Of"/>.</param>
/// <param name="Of">How many parts there are; 1 means that the run is not split.</param>
public readonly record struct Shard(int Index, int Of)
{
    /// <summary>The only part of a run that is not split: 1/1.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>The form of the variable: <c>2/8</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Index}/{Of}");
}
