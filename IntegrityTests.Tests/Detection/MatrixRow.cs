namespace IntegrityTests.Tests.Detection;

/// <summary>A line of the matrix: what an entry should bring up, and what it did.</summary>
internal static class MatrixRow
{
    public static string Of(DamageEntry entry, Matched matched) =>
        $"| `{entry.Name}` | {entry.Description} | {Expected(entry)} | {Found(matched)} | {Pinned(matched)} |";

    private static string Expected(DamageEntry entry)
    {
        if (entry.ExpectedWithSnapshot.Count == 0) return entry.HasSnapshot ? "nothing, also with a snapshot" : "nothing";
        var plain = entry.Expected.Select(Text);
        var compared = entry.ExpectedWithSnapshot.Skip(entry.Expected.Count).Select(finding => $"with a snapshot {Text(finding)}");
        return string.Join(", ", plain.Concat(compared).Distinct());
    }

    private static string Text(ExpectedFinding finding)
    {
        var where = finding.Endpoint is { } endpoint ? $" {endpoint[(endpoint.LastIndexOf('/') + 1)..]}" : "";
        var chance = finding.IsLeftToChance ? " (by chance)" : finding.Severity == "warning" ? " (warning)" : "";
        return $"{finding.Code} {finding.Subject[..finding.Subject.IndexOf(':', StringComparison.Ordinal)]}{where}{chance}";
    }

    private static string Found(Matched matched)
    {
        var beyond = matched.Beyond.Count == 0 ? "" : $", and {matched.Beyond.Count} beyond";
        return matched.Expected.Count == 0 ? (matched.Beyond.Count == 0 ? "nothing" : $"{matched.Beyond.Count} beyond") : $"{matched.Found} of {matched.Expected.Count}{beyond}";
    }

    private static string Pinned(Matched matched) => matched.Expected.Count == 0 ? "" : $"{matched.Pinned.Count} of {matched.Expected.Count}";
}
