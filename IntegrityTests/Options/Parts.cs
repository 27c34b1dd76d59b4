namespace IntegrityTests.Options;

/// <summary>The variables of runs that are split over several machines, and of what puts their parts together.</summary>
internal static class Parts
{
    private const int LongestRunId = 200;

    /// <summary>Every such variable, in the order in which they are documented and shown.</summary>
    public static IReadOnlyList<Variable> Variables { get; } =
    [
        Options.Variables.Of("INTEGRITY_SHARD",
            "the part of the deployment to verify, for runs on several machines; auto takes it from what starts them",
            Forms.Shard, "the whole deployment",
            (o, v) => o with { Shard = v ?? Shard.Whole, ShardFrom = v is null ? Schedulers.Asked : "INTEGRITY_SHARD" },
            BannerLine.Scope, o => !o.IsPart ? null
                : o.ShardFrom is null or "INTEGRITY_SHARD" ? $"shard {o.Shard}"
                : $"shard {o.Shard} (from {o.ShardFrom})",
            "shard", o => o.Shard.ToString()),
        Options.Variables.Of("INTEGRITY_SHARDS", "how many shards there are, where what starts the machines gives only their numbers",
            Forms.UpTo(Forms.MostShards, 8), "as INTEGRITY_SHARD says",
            (o, v) => o with { Shards = v },
            BannerLine.Scope, o => o.Shards is { } number ? Options.Variables.Text($"{number} shards in all") : null,
            "shards", o => o.Shards),
        Options.Variables.Of("INTEGRITY_RUN_ID", "what all shards of one run have in common, and their merge",
            new Form<string>("a short text, such as nightly-2026-11-22", text =>
                text.Length <= LongestRunId && !text.Any(char.IsControl)
                    ? text
                    : throw new FormatException($"has more than {LongestRunId} characters, or control characters")),
            "what GitHub, GitLab, Azure or Buildkite set",
            (o, v) => o with { RunId = v },
            BannerLine.Scope, o => o.RunId is { } id ? $"of run {id}" : null,
            "runId", o => o.RunId),
        Options.Variables.Of("INTEGRITY_MERGE", "folder of the results of all shards, to put them together; no deployment is read",
            PathForms.ExistingFolder, "none",
            (o, v) => o with { MergeDirectory = v },
            BannerLine.Target, o => o.MergeDirectory is { } folder
                ? $"the shards in {folder}{(o.RunId is { } id ? $" of run {id}" : "")}; no deployment is read"
                : null,
            "merge", o => o.MergeDirectory),
    ];

    /// <summary>What is wrong with them together, or with other variables.</summary>
    public static IEnumerable<string> Mistakes(IntegrityOptions options)
    {
        if (options is { IsPart: true, Snapshots: not SnapshotMode.Off })
        {
            string[] others =
            [
                .. options.SnapshotTables.IsGiven ? ["INTEGRITY_SNAPSHOT_TABLES"] : Array.Empty<string>(),
                .. options.SnapshotImport is not null ? ["INTEGRITY_SNAPSHOT_IMPORT"] : Array.Empty<string>(),
                .. options.MaxUsersPerProject is not null ? ["INTEGRITY_MAX_USERS_PER_PROJECT"] : Array.Empty<string>(),
            ];
            if (others.Length > 0)
            {
                yield return $"INTEGRITY_SHARD splits a snapshot over machines, which does not go with {string.Join(" and ", others)}. "
                    + "Expected: without them, or without shards.";
            }
        }

        if (options.MergeDirectory is not { } folder) yield break;
        string[] ofRuns =
        [
            .. options.IsPart ? ["INTEGRITY_SHARD"] : Array.Empty<string>(),
            .. options.OnlyFile is not null ? ["INTEGRITY_ONLY"] : Array.Empty<string>(),
            .. options.PreviousFile is not null ? ["INTEGRITY_PREVIOUS"] : Array.Empty<string>(),
            .. options.RepairFile is not null ? ["INTEGRITY_REPAIR"] : Array.Empty<string>(),
            .. options.WritesBaseline ? ["INTEGRITY_BASELINE_WRITE"] : Array.Empty<string>(),
            .. options.CoverageDirectory is not null ? ["INTEGRITY_COVERAGE"] : Array.Empty<string>(),
        ];
        if (ofRuns.Length > 0)
        {
            yield return $"INTEGRITY_MERGE puts finished shards together and verifies nothing itself, which does not go with "
                + $"{string.Join(" and ", ofRuns)}. Expected: without them.";
        }

        var above = Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
        if ((options.ResultsDirectory + Path.DirectorySeparatorChar).StartsWith(above, StringComparison.Ordinal))
        {
            yield return $"INTEGRITY_RESULTS is within the folder of INTEGRITY_MERGE ({options.ResultsDirectory}), where it would be taken "
                + "for a shard, and could replace one. Expected: another folder.";
        }
    }
}
