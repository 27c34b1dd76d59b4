using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Notices;

/// <summary>
/// The report that GitLab shows in merge requests and pipelines, and compares from run to run by fingerprints. JUnit would show the same
/// results as the TRX; this one has causes.
/// </summary>
internal static class CodeQuality
{
    public const string Name = "gl-code-quality-report.json";

    // A cause is in rows and in no file of the repository; this one explains its code.
    private const string Catalogue = "docs/checks.md";

    public static string Text(CauseList causes, RunSettings settings) =>
        JsonText.Of(new JsonArray([.. causes.Kept.Select(cause => Of(cause, settings))]));

    private static JsonObject Of(Cause cause, RunSettings settings) => new()
    {
        ["description"] = $"{CauseText.Headline(cause)}: {CauseText.Concerned(cause)}",
        ["check_name"] = cause.First.Code,
        ["fingerprint"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{cause.First.Project} {cause.Text}"))),
        ["severity"] = cause.Severity >= settings.FailOn ? "critical" : "minor",
        ["location"] = new JsonObject { ["path"] = Catalogue, ["lines"] = new JsonObject { ["begin"] = 1 } },
    };
}
