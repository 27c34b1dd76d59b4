using FluentAssertions;
using IntegrityTests.Tests.Detection;
using Xunit;

namespace IntegrityTests.Tests.Docs;

/// <summary>
/// The matrix in docs/detection.md is the corpus, of which other tests prove that every line is true. To renew it:
/// <c>UPDATE_DOCS=yes dotnet test IntegrityTests.Tests --filter DetectionDocsTests</c>.
/// </summary>
public sealed class DetectionDocsTests
{
    private const string Begin = "<!-- From IntegrityTests.Tests/Damage; a test says how to renew it. -->\n";
    private const string End = "<!-- End of the matrix. -->\n";

    [Fact]
    public void Matrix_is_the_corpus()
    {
        var rows = DamageCorpus.Entries.Select(entry => $"| `{entry.Name}` | {entry.Description} | {Findings(entry)} |");
        string[] lines = ["", "| entry | planted | found, and where |", "|---|---|---|", .. rows, ""];
        var matrix = string.Concat(lines.Select(line => line + "\n"));

        GeneratedText.In("docs/detection.md", Begin, End, matrix).Should().Be(matrix, "UPDATE_DOCS=yes renews it");
    }

    [Fact]
    public void Corpus_has_sixty_entries_and_eight_controls()
    {
        DamageCorpus.Entries.Should().HaveCountGreaterThanOrEqualTo(60);
        DamageCorpus.Entries.Where(entry => entry.IsControl).Should().HaveCountGreaterThanOrEqualTo(8).And.OnlyContain(entry => entry.Expected.Count == 0);
        DamageCorpus.Entries.Where(entry => !entry.IsControl).Should().OnlyContain(entry => entry.Expected.Count > 0);
    }

    private static string Findings(DamageEntry entry) => entry.Expected.Count == 0
        ? "nothing"
        : string.Join(", ", entry.Expected.Select(finding => $"{finding.Code} {finding.Subject[..finding.Subject.IndexOf(':', StringComparison.Ordinal)]}"
            + (finding.IsLeftToChance ? " (by chance)" : "")));
}
