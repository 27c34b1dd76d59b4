namespace IntegrityTests.Options;

/// <summary>
/// The variables of runs that verify a part of the rows that could be asked for one by one, and of those that know an earlier run.
/// </summary>
internal static class PartOfRows
{
    private const int LongestBudgetDays = 30;
    private const int LongestAgeDays = 365;

    /// <summary>Every such variable, in the order in which they are documented and shown.</summary>
    public static IReadOnlyList<Variable> Variables { get; } =
    [
        Options.Variables.Of("INTEGRITY_ONLY",
            "findings.jsonl of an earlier run: verify only the rows and invariants that it names, and say what became of each finding",
            PathForms.ExistingFile, "none",
            (o, v) => o with { OnlyFile = v },
            BannerLine.Scope, o => o.OnlyFile is { } file ? $"only what {file} names" : null,
            "only", o => o.OnlyFile),
        Options.Variables.Of("INTEGRITY_PREVIOUS",
            "findings.jsonl of an earlier run, to say which findings are new, which are still there and which are gone",
            PathForms.ExistingFile, "none",
            (o, v) => o with { PreviousFile = v },
            BannerLine.Results, o => o.PreviousFile is { } file ? $"compared with {file}" : null,
            "previous", o => o.PreviousFile),
        Options.Variables.Of("INTEGRITY_SAMPLE",
            "verify a random part of users, teams and customers, another one each day; lists and invariants run whole",
            Sampling.Form, "all",
            (o, v) => o with { Sample = v },
            BannerLine.Scope, o => o.Sample is { } sample ? $"a sample of {sample} (to repeat it: INTEGRITY_SAMPLE={sample})" : null,
            "sampled", o => o.Sample?.ToString()),
        Options.Variables.Of("INTEGRITY_BUDGET",
            "how long users, teams and customers are asked for one by one; lists and invariants run whole",
            Time(LongestBudgetDays, "2h"), "no limit",
            (o, v) => o with { Budget = v },
            BannerLine.Pace, o => o.Budget is { } budget ? Options.Variables.Text($"one by one for {budget.TotalSeconds:N0} s") : null,
            "budgetSeconds", o => (long?)o.Budget?.TotalSeconds),
        Options.Variables.Of("INTEGRITY_COVERAGE",
            "folder that says which users, teams and customers were verified: a run goes on where the ones before ended",
            PathForms.Folder, "none",
            (o, v) => o with { CoverageDirectory = v },
            BannerLine.Scope, o => o.CoverageDirectory is { } folder ? $"without what runs verified before by {folder}" : null,
            "coverage", o => o.CoverageDirectory),
        Options.Variables.Of("INTEGRITY_MAX_AGE",
            "how long a verified user, team or customer need not be verified again; the run is red for what was not for longer",
            Time(LongestAgeDays, "7d"), "until all were verified once",
            (o, v) => o with { MaxAge = v },
            BannerLine.Scope, o => o.MaxAge is { } age ? Options.Variables.Text($"if within {age.TotalSeconds:N0} s") : null,
            "maxAgeSeconds", o => (long?)o.MaxAge?.TotalSeconds),
    ];

    /// <summary>What is wrong with them together, or with other variables.</summary>
    public static IEnumerable<string> Mistakes(IntegrityOptions options)
    {
        if (options.Snapshots != SnapshotMode.Off && options.Budget is not null)
        {
            yield return "INTEGRITY_BUDGET may end a run before all rows were asked for, and a snapshot is of all of them. Expected with "
                + "INTEGRITY_SNAPSHOTS: no budget.";
        }

        if (options.Snapshots != SnapshotMode.Off && options.Sample is not null)
        {
            yield return "INTEGRITY_SAMPLE leaves rows out, and a snapshot is of all of them. Expected with INTEGRITY_SNAPSHOTS: no "
                + "sample.";
        }

        foreach (var mistake in OfOnly(options).Concat(OfCoverage(options))) yield return mistake;
    }

    private static IEnumerable<string> OfCoverage(IntegrityOptions options)
    {
        if (options is { MaxAge: not null, CoverageDirectory: null })
        {
            yield return "INTEGRITY_MAX_AGE is set, but nothing says what was verified before. Expected with it: a folder in "
                + "INTEGRITY_COVERAGE, such as coverage.";
        }

        string[] others =
        [
            .. options.Snapshots != SnapshotMode.Off ? ["INTEGRITY_SNAPSHOTS"] : Array.Empty<string>(),
            .. options.Sample is not null ? ["INTEGRITY_SAMPLE"] : Array.Empty<string>(),
            .. options.OnlyFile is not null ? ["INTEGRITY_ONLY"] : Array.Empty<string>(),
        ];
        if (options.CoverageDirectory is not null && others.Length > 0)
        {
            yield return "INTEGRITY_COVERAGE leaves out what earlier runs verified, which does not go with "
                + $"{string.Join(" and ", others)}. Expected: without them.";
        }
    }

    private static IEnumerable<string> OfOnly(IntegrityOptions options)
    {
        string[] others =
        [
            .. options.Snapshots != SnapshotMode.Off ? ["INTEGRITY_SNAPSHOTS"] : Array.Empty<string>(),
            .. options.Shard != Shard.Whole ? ["INTEGRITY_SHARD"] : Array.Empty<string>(),
            .. options.WritesBaseline ? ["INTEGRITY_BASELINE_WRITE"] : Array.Empty<string>(),
        ];
        if (options is { OnlyFile: not null, Sample: not null })
        {
            yield return "INTEGRITY_ONLY and INTEGRITY_SAMPLE are both set. Expected: one of them, since an earlier run named its rows "
                + "and a sample chooses others.";
        }

        if (options is { OnlyFile: not null, PreviousFile: not null })
        {
            yield return "INTEGRITY_ONLY and INTEGRITY_PREVIOUS are both set. Expected: one of them, since a run over what an earlier one "
                + "named is compared with that.";
        }

        if (options.OnlyFile is not null && others.Length > 0)
        {
            yield return $"INTEGRITY_ONLY verifies what an earlier run named, which does not go with what is about all rows: "
                + $"{string.Join(" and ", others)}. Expected: without them.";
        }
    }

    internal static Form<TimeSpan> Time(int days, string example) =>
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
