using FluentAssertions;
using IntegrityTests.Tests.Docs;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// The matrix in docs/detection.md says what the runs found. To renew it:
/// <c>UPDATE_DOCS=yes dotnet test IntegrityTests.Tests --filter DetectionMatrixTests</c>.
/// </summary>
[Collection(DetectionCollection.Name)]
public sealed class DetectionMatrixTests(DamagedDeployments deployments)
{
    private const string Begin = "<!-- From runs over IntegrityTests.Tests/Damage; a test says how to renew it. -->\n";
    private const string End = "<!-- End of the matrix. -->\n";

    [Fact]
    public async Task Matrix_says_what_was_found()
    {
        var lines = new List<string>
        {
            "",
            $"{DamageCorpus.Entries.Count} entries: {Count(entry => !entry.IsControl && !entry.Faults.Any())} damages, "
                + $"{Count(entry => !entry.IsControl && entry.Faults.Any())} faults, {Count(entry => entry.IsControl)} controls.",
        };
        foreach (var platform in DamageCorpus.Platforms)
        {
            lines.AddRange(["", $"In {platform.Name}:", "", MatrixRow.Header, "|---|---|---|---|---|---|---|"]);
            var deployment = await deployments.OfAsync(platform);
            foreach (var entry in DamageCorpus.EntriesOn(platform)) lines.Add(MatrixRow.Of(entry, await MatchAsync(deployment, entry)));
            foreach (var entry in DamageCorpus.OfDatabase(platform))
                lines.Add(MatrixRow.Of(entry, Matched.In(await deployment.OffendingAsync(entry), entry)));
        }

        lines.Add("");

        var matrix = string.Concat(lines.Select(line => line + "\n"));

        GeneratedText.In("docs/detection.md", Begin, End, matrix).Should().Be(matrix, "UPDATE_DOCS=yes renews it");
    }

    private static async Task<Matched> MatchAsync(DamagedDeployment deployment, DamageEntry entry) => entry.HasSnapshot
        ? Matched.In(await deployment.CompareWithSnapshotAsync(), entry, entry.ExpectedWithSnapshot)
        : Matched.In(await deployment.RunAsync(), entry, entry.Expected);

    private static int Count(Func<DamageEntry, bool> isOfKind) => DamageCorpus.Entries.Count(isOfKind);
}

/// <summary>A line of the matrix: what an entry should bring up, and what it did.</summary>
internal static class MatrixRow
{
    public const string Header = "| entry | kind | planted | source | expected | found | pinned |";

    public static string Of(DamageEntry entry, Matched matched) =>
        $"| `{entry.Name}` | {entry.Kind} | {entry.Description} | {entry.Source} | {Expected(entry)} | {Found(matched)} "
        + $"| {Pinned(matched)} |";

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
        if (matched.Expected.Count > 0) return $"{matched.Found} of {matched.Expected.Count}{beyond}";
        return matched.Beyond.Count == 0 ? "nothing" : $"{matched.Beyond.Count} beyond";
    }

    private static string Pinned(Matched matched) =>
        matched.Expected.Count == 0 ? "" : $"{matched.Pinned.Count} of {matched.Expected.Count}";
}
