using System.Reflection;
using System.Text.Json;
using IntegrityTests.Access;
using IntegrityTests.Checks.Database;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Running.Earlier;
using IntegrityTests.Snapshots.Verify;

namespace IntegrityTests;

/// <summary>What an earlier run named, where the options say that only that is verified again (<c>INTEGRITY_ONLY</c>).</summary>
internal static class NamedAgain
{
    /// <summary>What the earlier run named; null where the whole scope is verified.</summary>
    /// <exception cref="InvalidOperationException">
    /// The file cannot be read, is none of a run, names nothing, or is about another deployment.
    /// </exception>
    public static EarlierFindings? Of(IntegrityOptions options)
    {
        if (options.OnlyFile is not { } file) return null;
        var earlier = EarlierFindings.Read(file, Codes(options));
        var (then, now) = (TargetOf(earlier.Run), TargetOf(options));
        return then is null || then == now ? earlier : throw new InvalidOperationException(
            $"INTEGRITY_ONLY names the findings of a run over {then}, but this run is over {now}. Name the findings of this deployment.");
    }

    /// <summary>
    /// What the earlier run reported that this one is compared with (<c>INTEGRITY_PREVIOUS</c>); null where there is none. It may be of
    /// another address: before and after a migration are two.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file cannot be read, or is none of a run.</exception>
    public static EarlierFindings? Previous(IntegrityOptions options) =>
        options.PreviousFile is { } file ? EarlierFindings.Compare(file, options.VerifiesAllOf) : null;

    /// <summary>Gives the run up where the earlier one was over another generation of the platform.</summary>
    public static void RequireSameGeneration(EarlierFindings? earlier, Target? target)
    {
        if (earlier is null || GenerationOf(earlier.Run) is not { } then) return;
        if ((string?)target?.Facts["data"] is not { } now || then == now) return;
        throw new NotVerifiedException(
            $"INTEGRITY_ONLY names the findings of a run over data of {then}, but this deployment has data of {now}: what they name may be "
            + "stored otherwise by now. Verify the deployment as a whole again.");
    }

    /// <summary>The projects that get test cases; null: all in scope, because numbers choose them.</summary>
    public static IReadOnlyList<string>? Projects(EarlierFindings earlier, IntegrityOptions options) =>
        options.StartAt > 1 || options.Count is not null ? null
        : options.Projects.Count == 0 ? [.. earlier.Partitions]
        : [.. options.Projects.Intersect(earlier.Partitions)];

    /// <summary>Finds out which projects are gone, so that nobody looks for their findings.</summary>
    public static async Task ResolveAsync(EarlierFindings? earlier, Witnesses witnesses, CancellationToken cancel)
    {
        foreach (var project in earlier?.OpenPartitions ?? [])
        {
            // Whatever is out of the scope was not looked at, gone or not.
            if (earlier!.VerifiesAllOf?.Invoke(project) == false) continue;
            if (await witnesses.Projects.FindAsync(project, cancel) is null) earlier.Gone(project);
        }
    }

    private static HashSet<string> Codes(IntegrityOptions options) => typeof(Suite).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<CheckAttribute>()?.Code)
        .OfType<string>()
        .Concat(InvariantCatalogue.ChecksOf(options.InvariantsDirectory).Select(check => check.Code))
        .Concat([DifferenceFindings.Differs, DifferenceFindings.NotSeen])
        .ToHashSet(StringComparer.Ordinal);

    private static string TargetOf(IntegrityOptions options) =>
        options.UsesSample ? "the sample deployment" : options.ApiUrl?.AbsoluteUri ?? "no deployment";

    private static string? TargetOf(JsonElement run) =>
        run.TryGetProperty("sample", out var sample) && sample.ValueKind == JsonValueKind.True ? "the sample deployment"
        : run.TryGetProperty("apiUrl", out var url) && url.ValueKind == JsonValueKind.String ? url.GetString()
        : null;

    private static string? GenerationOf(JsonElement run) =>
        run.TryGetProperty("platform", out var platform)
        && platform.ValueKind == JsonValueKind.Object
        && platform.TryGetProperty("data", out var data)
        && data.ValueKind == JsonValueKind.String
            ? data.GetString()
            : null;
}
