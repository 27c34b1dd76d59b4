using System.Globalization;
using System.Text.Json.Nodes;
using IntegrityTests.Connections;

namespace IntegrityTests.Options;

/// <summary>The settings as the findings file's first line has them. What is null was not limited.</summary>
internal static class OptionsJson
{
    public static JsonObject Of(IntegrityOptions options) => new()
    {
        ["sample"] = options.UsesSample,
        ["database"] = options.Database is null ? null : ConnectionString.Describe(options.Database),
        ["apiUrl"] = options.ApiUrl?.AbsoluteUri,
        ["payouts"] = options.WhyNoPayouts is null,
        ["stripeUrl"] = options.StripeUrl.AbsoluteUri,
        ["fallbacks"] = new JsonArray([.. options.Fallbacks.Select(name => JsonValue.Create(name))]),
        ["allowPrimary"] = options.AllowPrimary,
        ["projects"] = new JsonArray([.. options.Projects.Select(id => JsonValue.Create(id))]),
        ["startAt"] = options.StartAt,
        ["count"] = options.Count,
        ["recentFirst"] = options.RecentFirst,
        ["skipNeon"] = options.SkipNeon,
        ["skipUsers"] = options.SkipUsers,
        ["maxUsersPerProject"] = options.MaxUsersPerProject,
        ["shard"] = options.Shard.ToString(),
        ["concurrency"] = options.Concurrency,
        ["maxRequestsPerSecond"] = options.MaxRequestsPerSecond,
        ["timeoutMilliseconds"] = (long)options.Timeout.TotalMilliseconds,
        ["clock"] = options.Clock?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["failOn"] = options.FailOnWarnings ? "warning" : "error",
        ["results"] = options.ResultsDirectory,
        ["invariants"] = options.InvariantsDirectory,
        ["baseline"] = options.BaselineFile,
        ["baselineWrite"] = options.WritesBaseline,
        ["snapshots"] = options.Snapshots.ToString().ToLowerInvariant(),
        ["personalData"] = options.ShowPersonalData ? "show" : "hide",
    };
}
