using System.Globalization;
using IntegrityTests.Connections;
using IntegrityTests.Redaction;

namespace IntegrityTests.Options;

/// <summary>The lines that a run begins with: where, what, how fast, where to. No secret, no user name.</summary>
internal static class OptionsBanner
{
    public static IReadOnlyList<string> Lines(IntegrityOptions options) =>
    [
        .. TargetLines(options),
        $"scope:    {string.Join(", ", Scope(options))}",
        $"pace:     {string.Join(", ", Pace(options))}",
        $"results:  {options.ResultsDirectory}, {(options.FailOnWarnings ? "warnings" : "errors")} make the run red, "
            + $"personal data is {(options.ShowPersonalData ? "shown" : "hidden")}",
        .. Snapshots(options),
        .. Remarks(options),
    ];

    private static IEnumerable<string> TargetLines(IntegrityOptions options)
    {
        if (options.UsesSample)
            yield return "target:   the sample deployment, which the suite starts itself";
        if (options.Database is not null)
            yield return $"database: {ConnectionString.Describe(options.Database)}{(options.AllowPrimary ? ", which may be a primary" : "")}";
        if (options.ApiUrl is not null)
            yield return $"API:      {options.ApiUrl.AbsoluteUri}, admin key {Secrets.Mask}";
        if (!options.UsesSample)
            yield return options.WhyNoPayouts is { } reason
                ? $"Stripe:   payouts are not verified: {reason}"
                : $"Stripe:   {options.StripeUrl.AbsoluteUri}, key {Secrets.Mask}";
    }

    private static IEnumerable<string> Scope(IntegrityOptions options)
    {
        yield return options.Projects switch
        {
            [] => "all projects",
            { Count: <= 5 } few => "projects " + string.Join(" ", few),
            var many => Text($"{many.Count} projects by id"),
        };
        if (options.StartAt > 1)
            yield return Text($"from number {options.StartAt}");
        if (options.Count is { } count)
            yield return Text($"at most {count}");
        if (options.RecentFirst)
            yield return "recent first";
        if (options.SkipNeon)
            yield return "without Neon";
        yield return options switch
        {
            { SkipUsers: true } => "no users",
            { MaxUsersPerProject: { } most } => Text($"at most {most} users of each"),
            _ => "all users",
        };
        if (options.Shard != Shard.Whole)
            yield return $"shard {options.Shard}";
    }

    private static IEnumerable<string> Pace(IntegrityOptions options)
    {
        yield return Text($"{options.Concurrency} requests in flight");
        if (options.MaxRequestsPerSecond is { } most)
            yield return Text($"at most {most} a second");
        yield return Text($"deadline {options.Timeout.TotalSeconds:0.###} s a call");
        if (options.Clock is { } clock)
            yield return Text($"the deployment's clock stands at {clock.UtcDateTime:O}");
    }

    private static IEnumerable<string> Snapshots(IntegrityOptions options)
    {
        if (options.Snapshots == SnapshotMode.Off)
            yield break;
        var ignored = options.SnapshotIgnore.Count == 0 ? "" : $", without {string.Join(", ", options.SnapshotIgnore)}";
        yield return options switch
        {
            { Snapshots: SnapshotMode.Save } => $"snapshot: saved to {SnapshotRules.FolderOf(options)}{(options.SnapshotDigests ? " as digests" : "")}{ignored}",
            { SnapshotImport: { } file } => $"snapshot: compared with the original script's output {file}{ignored}",
            _ => $"snapshot: compared with {SnapshotRules.FolderOf(options)}{ignored}",
        };
    }

    private static IEnumerable<string> Remarks(IntegrityOptions options)
    {
        if (options.Fallbacks.Count > 0)
            yield return $"remark:   taken from Stack Auth's own variables: {string.Join(", ", options.Fallbacks)}";
        if (options.InvariantsDirectory is { } invariants)
            yield return $"remark:   with the database invariants in {invariants}";
        if (options.BaselineFile is { } baseline)
            yield return $"remark:   findings {(options.WritesBaseline ? "are written as known to" : "are known that are listed in")} {baseline}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
