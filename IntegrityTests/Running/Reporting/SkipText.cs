namespace IntegrityTests.Running.Reporting;

/// <summary>What all checks together left out, by reason.</summary>
internal static class SkipText
{
    private const int MaxReasons = 8;
    private const int MaxCodes = 4;

    /// <summary>A line per reason, those that left out the most first.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<CheckTally> checks)
    {
        var reasons = checks.SelectMany(check => check.Skips.All, (check, skip) => (check.Code, skip.Reason, skip.Count))
            .GroupBy(skip => skip.Reason, StringComparer.Ordinal)
            .Select(same =>
                (Reason: same.Key, Count: same.Sum(skip => skip.Count), Codes: same.Select(skip => skip.Code).Distinct().ToList()))
            .OrderByDescending(same => same.Count).ThenBy(same => same.Reason, StringComparer.Ordinal)
            .ToList();
        foreach (var (reason, count, codes) in reasons.Take(MaxReasons))
            yield return $"skipped {Quantity.Of(count, "time")} by {Names(codes)}: {reason}";
        var more = reasons.Skip(MaxReasons).Sum(same => same.Count);
        if (more > 0)
            yield return $"skipped {Quantity.Of(more, "time")} for {Quantity.Of(reasons.Count - MaxReasons, "other reason")}";
    }

    private static string Names(List<string> codes) => codes.Count <= MaxCodes
        ? string.Join(", ", codes)
        : $"{codes[0]} and {codes.Count - 1} other checks";
}
