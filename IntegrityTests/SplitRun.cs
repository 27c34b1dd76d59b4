using System.Text.Json.Nodes;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Union;
using IntegrityTests.Snapshots.Verify;

namespace IntegrityTests;

/// <summary>A run that is split over several machines: what its parts say of themselves, and how they are put together.</summary>
internal static class SplitRun
{
    // How fast a part was, and where it left its files, says nothing about what it verified.
    private static readonly string[] OfEach =
    [
        .. Variables.All.Where(variable => variable.InBanner.Line == BannerLine.Pace).Select(variable => variable.InRunLine.Name)
            .Except(["clock", "budgetSeconds"]),
        "shard", "results", "verbose", "fallbacks", "snapshotDirectory", "repair", "coverage",
    ];

    /// <summary>What the first line of the findings says of a run.</summary>
    public static JsonObject Header(IntegrityOptions options)
    {
        var header = options.ToJson();
        if (options.IsPart || options.MergeDirectory is not null) header["suite"] = SuiteBuild.Id;
        return header;
    }

    /// <summary>The settings of a run that puts parts together: no deployment is read.</summary>
    /// <param name="options">Name the folder of the parts.</param>
    /// <param name="settings">As they are for every run.</param>
    public static RunSettings Of(IntegrityOptions options, RunSettings settings)
    {
        IntegrityOptions? scope = null;
        JsonObject? ran = null;
        return settings with
        {
            Part = null,
            Sample = null,
            Budget = null,
            Banner = options.Describe(),
            // No check is called that could ask for one.
            Fixtures = new Dictionary<Type, Func<Run, Task<object>>>(),
            VerifiesAllOf = project => scope?.VerifiesAllOf(project) == true,
            Union = new UnionSettings(options.MergeDirectory!)
            {
                RunId = options.RunId,
                OfEach = OfEach,
                SameHere = ["suite", "failOn", "personalData"],
                SetHere = ["baseline", "invariants"],
                OfFollower = new HashSet<string> { DifferenceFindings.Differs, DifferenceFindings.NotSeen },
                HasComeOrGone = DifferenceFindings.HasComeOrGone,
                Began = header => (scope, ran) = (ScopeOf(header), header),
                PutTogether = folders => SnapshotUnion.PutTogether(options, ran!, folders),
            },
        };
    }

    private static IntegrityOptions ScopeOf(JsonObject header) => new()
    {
        Projects = [.. (header["projects"] as JsonArray ?? []).Select(project => (string)project!)],
        StartAt = (int?)header["startAt"] ?? 1,
        Count = (int?)header["count"],
        SkipNeon = (bool?)header["skipNeon"] ?? false,
        MaxUsersPerProject = (int?)header["maxUsersPerProject"],
    };
}
