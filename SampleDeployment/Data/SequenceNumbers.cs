namespace SampleDeployment.Data;

/// <summary>
/// The numbers that the platform's sequencer gives to rows and to what is left of deleted ones: 1, 12, 23 and so on, each once in all
/// tables together (source: docs/platform.md, The newer version).
/// </summary>
internal sealed class SequenceNumbers
{
    private const int Step = 11;
    private const int First = 1;

    /// <summary>The last one given; null before the first.</summary>
    public long? Last { get; private set; }

    public long Next()
    {
        Last = Last + Step ?? First;
        return Last.Value;
    }
}
