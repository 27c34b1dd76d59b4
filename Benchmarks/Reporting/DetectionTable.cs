using System.Globalization;

namespace Benchmarks.Reporting;

/// <summary>How many damages were found, by table or endpoint, and which fields' were not.</summary>
internal sealed class DetectionTable
{
    private readonly List<DetectedDamage> _damages = [];

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => _damages.Count == 0;

    /// <summary>Adds a damage.</summary>
    /// <param name="field">Table and column, or endpoint and path.</param>
    /// <param name="what">What was done to it.</param>
    /// <param name="alone">Whether the suite found it.</param>
    /// <param name="compared">Whether it found it when it compared with answers that were saved before.</param>
    public void Add(string field, string what, bool alone, bool compared)
    {
        var split = field.IndexOfAny(field.StartsWith('/') ? [' '] : ['.']);
        _damages.Add(new(field[..split], field[(split + 1)..], what, alone, compared));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n',
    [
        "| table or endpoint | damages | found | found with a snapshot | fields not found without (and *not at all*) |",
        "|---|---|---|---|---|",
        .. _damages.GroupBy(damage => damage.Group)
            .OrderBy(group => group.Key.StartsWith('/'))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row($"`{group.Key}`", group.ToList(), Missed(group))),
        Row("all", _damages, ""),
    ]);

    private static string Row(string name, List<DetectedDamage> damages, string missed) =>
        $"| {name} | {damages.Count} | {Share(damages.Count(damage => damage.Alone), damages.Count)} "
        + $"| {Share(damages.Count(damage => damage.Alone || damage.Compared), damages.Count)} | {missed} |";

    private static string Missed(IEnumerable<DetectedDamage> damages) => string.Join(", ", damages
        .Where(damage => !damage.Alone)
        .Select(damage => $"{damage.Field} {damage.What}" is var text && damage.Compared ? text : $"*{text}*")
        .Distinct()
        .Order(StringComparer.Ordinal));

    private static string Share(int found, int of) =>
        string.Create(CultureInfo.InvariantCulture, $"{found} ({100.0 * found / of:0} %)");
}

/// <summary>A damage and whether it was found.</summary>
/// <param name="Group">Table or endpoint.</param>
/// <param name="Field">Column or path.</param>
/// <param name="What">What was done to it.</param>
/// <param name="Alone">Found without saved answers.</param>
/// <param name="Compared">Found by comparing with saved answers.</param>
internal sealed record DetectedDamage(string Group, string Field, string What, bool Alone, bool Compared);
