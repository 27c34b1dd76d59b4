namespace IntegrityTests.Options;

/// <summary>The variables of runs that verify a part of the rows that could be asked for one by one.</summary>
internal static class PartOfRows
{
    private const int LongestBudgetDays = 30;

    /// <summary>Every such variable, in the order in which they are documented and shown.</summary>
    public static IReadOnlyList<Variable> Variables { get; } =
    [
        Options.Variables.Of("INTEGRITY_ONLY",
            "findings.jsonl of an earlier run: verify only the rows and invariants that it names, and say what became of each finding",
            PathForms.ExistingFile, "none",
            (o, v) => o with { OnlyFile = v },
            BannerLine.Scope, o => o.OnlyFile is { } file ? $"only what {file} names" : null,
            "only", o => o.OnlyFile),
        Options.Variables.Of("INTEGRITY_BUDGET",
            "how long users, teams and customers are asked for one by one; lists and invariants run whole",
            Time(LongestBudgetDays, "2h"), "no limit",
            (o, v) => o with { Budget = v },
            BannerLine.Pace, o => o.Budget is { } budget ? Options.Variables.Text($"one by one for {budget.TotalSeconds:N0} s") : null,
            "budgetSeconds", o => (long?)o.Budget?.TotalSeconds),
    ];

    /// <summary>What is wrong with them together, or with other variables.</summary>
    public static IEnumerable<string> Mistakes(IntegrityOptions options)
    {
        if (options.Snapshots != SnapshotMode.Off && options.Budget is not null)
        {
            yield return "INTEGRITY_BUDGET may end a run before all rows were asked for, and a snapshot is of all of them. Expected with "
                + "INTEGRITY_SNAPSHOTS: no budget.";
        }

        foreach (var mistake in OfOnly(options)) yield return mistake;
    }

    private static IEnumerable<string> OfOnly(IntegrityOptions options)
    {
        string[] others =
        [
            .. options.Snapshots != SnapshotMode.Off ? ["INTEGRITY_SNAPSHOTS"] : Array.Empty<string>(),
            .. options.Shard != Shard.Whole ? ["INTEGRITY_SHARD"] : Array.Empty<string>(),
            .. options.WritesBaseline ? ["INTEGRITY_BASELINE_WRITE"] : Array.Empty<string>(),
        ];
        if (options.OnlyFile is not null && others.Length > 0)
        {
            yield return $"INTEGRITY_ONLY verifies what an earlier run named, which does not go with what is about all rows: "
                + $"{string.Join(" and ", others)}. Expected: without them.";
        }
    }

    private static Form<TimeSpan> Time(int days, string example) =>
        new($"a whole number with the unit s, m, h or d, from 1s to {days}d, such as {example}", text =>
        {
            var unit = text[^1] switch
            {
                's' => TimeSpan.FromSeconds(1),
                'm' => TimeSpan.FromMinutes(1),
                'h' => TimeSpan.FromHours(1),
                'd' => TimeSpan.FromDays(1),
                _ => throw new FormatException("has no unit"),
            };
            var time = unit * (double)Forms.ReadNumber(text[..^1], int.MaxValue);
            return time <= TimeSpan.FromDays(days) ? time : throw new FormatException("is too long");
        });
}
