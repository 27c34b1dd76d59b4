using FluentAssertions;
using IntegrityTests.Tests.Docs;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// Each planted damage of the copy in ClickHouse is found, where it is, and nothing else is. To renew the matrix in docs/detection.md:
/// <c>UPDATE_DOCS=yes dotnet test IntegrityTests.Tests --filter CopyDetectionTests</c>.
/// </summary>
public sealed class CopyDetectionTests(DamagedCopy deployment) : IClassFixture<DamagedCopy>
{
    private const string Begin = "<!-- From a run over the entries with a clickhouse.sql; a test says how to renew it. -->\n";
    private const string End = "<!-- End of the matrix of the copy. -->\n";

    public static TheoryData<string> Entries => [.. DamageCorpus.EntriesOfCopy.Select(entry => entry.Name)];

    [TheoryRequiringClickHouse]
    [MemberData(nameof(Entries))]
    public async Task Suite_finds_exactly_the_damage(string name)
    {
        var entry = DamageCorpus.EntriesOfCopy.Single(entry => entry.Name == name);

        Matched.In(await deployment.RunAsync(), entry, entry.Expected).Should().BeExact();
    }

    [FactRequiringClickHouse]
    public async Task Suite_finds_nothing_beyond_the_damages() =>
        (await deployment.RunAsync()).Findings.Findings
            .Where(finding => !DamageCorpus.EntriesOfCopy.Any(entry => entry.Owns(finding.Project, finding.Subject ?? "")))
            .Select(finding => ExpectedFinding.Of(finding).ToString())
            .Should().BeEmpty();

    [FactRequiringClickHouse]
    public async Task Suite_verifies_all_of_it()
    {
        var run = await deployment.RunAsync();

        run.Should().BeRed();
        run.Findings.OfKind("not-verified").Should().BeEmpty();
        run.Findings.OfKind("end").Should().ContainSingle();
    }

    [FactRequiringClickHouse]
    public async Task Matrix_says_what_was_found()
    {
        var run = await deployment.RunAsync();
        List<string> lines =
        [
            "",
            MatrixRow.Header,
            "|---|---|---|---|---|---|---|",
            .. DamageCorpus.EntriesOfCopy.Select(entry => MatrixRow.Of(entry, Matched.In(run, entry, entry.Expected))),
            "",
        ];

        var matrix = string.Concat(lines.Select(line => line + "\n"));

        GeneratedText.In("docs/detection.md", Begin, End, matrix).Should().Be(matrix, "UPDATE_DOCS=yes renews it");
    }
}
