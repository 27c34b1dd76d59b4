using System.Globalization;

namespace Benchmarks.Reporting;

/// <summary>How many damages were found, by table or endpoint, and which fields' were not.</summary>
internal sealed class DetectionTable
{
    private readonly List<DetectedDamage> _damages = [];

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => _damages.Count == 0;

    /// <summary>Adds a damage.</summary>
    public void Add(DetectedDamage damage) => _damages.Add(damage);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n',
    [
        "| table or endpoint | damages | found | with saved answers | with saved answers and tables "
        + "| fields not found without saved answers (*nor with them*, ***nor with tables***) |",
        "|---|---|---|---|---|---|",
        .. _damages.GroupBy(damage => damage.Group)
            .OrderBy(group => group.Key.StartsWith('/'))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row($"`{group.Key}`", group.ToList(), Missed(group))),
        Row("all", _damages, ""),
    ]);

    private static string Row(string name, List<DetectedDamage> damages, string missed)
    {
        var alone = damages.Count(damage => damage.Alone);
        var compared = damages.Count(damage => damage.Alone || damage.Compared);
        var tables = damages.Count(damage => damage.Alone || damage.Compared || damage.ComparedTables);
        return $"| {name} | {damages.Count} | {Share(alone)} | {Share(compared)} | {Share(tables)} | {missed} |";

        string Share(int found) => string.Create(CultureInfo.InvariantCulture, $"{found} ({100.0 * found / damages.Count:0} %)");
    }

    private static string Missed(IEnumerable<DetectedDamage> damages) => string.Join(", ", damages
        .Where(damage => !damage.Alone)
        .OrderBy(damage => damage.Name, StringComparer.Ordinal)
        .Select(damage => (damage.Compared, damage.ComparedTables) switch
        {
            (true, _) => damage.Name,
            (_, true) => $"*{damage.Name}*",
            _ => $"***{damage.Name}***",
        })
        .Distinct());
}

/// <summary>A damage and whether it was found.</summary>
/// <param name="Field">Table and column, or endpoint and path.</param>
/// <param name="What">What was done to it.</param>
/// <param name="Alone">Found without saved answers.</param>
/// <param name="Compared">Found by comparing with answers that were saved before.</param>
/// <param name="ComparedTables">Found by comparing with answers and tables that were saved before.</param>
internal sealed record DetectedDamage(string Field, string What, bool Alone, bool Compared, bool ComparedTables)
{
    /// <summary>Table or endpoint.</summary>
    public string Group => Field[..Split];

    /// <summary>What was done to which column or path.</summary>
    public string Name => $"{Field[(Split + 1)..]} {What}";

    private int Split => Field.IndexOfAny(Field.StartsWith('/') ? [' '] : ['.']);
}
