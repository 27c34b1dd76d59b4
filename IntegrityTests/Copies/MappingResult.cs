using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Rules;

namespace IntegrityTests.Copies;

/// <summary>What the comparison of a mapping of a tenancy found.</summary>
/// <param name="mapping">The mapping.</param>
public sealed class MappingResult(Mapping mapping)
{
    /// <summary>How many keys are kept, whatever they are; the others are counted.</summary>
    public const int MaxKept = 1000;

    private readonly Dictionary<Verdict, long> _counts = [];
    private readonly List<Differing> _kept = [];

    /// <summary>The mapping.</summary>
    public Mapping Mapping { get; } = mapping;

    /// <summary>The first of the keys that do not agree and do not just wait.</summary>
    public IReadOnlyList<Differing> Kept => _kept;

    /// <summary>How many keys differed at the first reading and not at the second.</summary>
    public long ChangedMeanwhile { get; init; }

    /// <summary>Whether nothing of the mapping was ever copied for this tenancy.</summary>
    public bool WasNeverCopied { get; init; }

    /// <summary>How many keys have a verdict.</summary>
    public long Count(Verdict verdict) => _counts.GetValueOrDefault(verdict);

    internal void Count(Verdict verdict, long count) => _counts[verdict] = Count(verdict) + count;

    internal void Add(Differing differing)
    {
        Count(differing.Verdict, 1);
        if (_kept.Count < MaxKept) _kept.Add(differing);
    }
}
