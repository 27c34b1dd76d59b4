using System.Globalization;

namespace IntegrityTests.Running.Reporting;

/// <summary>The names of a case's results.</summary>
/// <param name="Check">The check.</param>
/// <param name="Partition">The part of the scope that the case covers; null for the whole scope.</param>
/// <param name="Case">The case's own name.</param>
internal sealed record CaseName(CheckInfo Check, CasePartition? Partition, string Case)
{
    /// <summary>What the check proves, as its cases are called; empty where nobody says it.</summary>
    public string Sentence { get; init; } = "";

    private string Suffix => Partition is null ? "" : $" [{Partition.Name}, {Partition.Key}]";

    public static string OfCase(CheckInfo check, string sentence, CasePartition? partition) =>
        $"{check.Code} {sentence}{new CaseName(check, partition, "").Suffix}";

    public string Rows(Page page) => string.Create(CultureInfo.InvariantCulture,
        $"{Check.Code}{Suffix} {Quantity.Of(page.Rows, "row")} verified, of rows {page.From} to {page.To}");

    public string Infos(long count) => $"{Check.Code}{Suffix} {Quantity.Of(count, "info finding")}";

    public string Row(string subject, Finding? finding) =>
        finding?.Project is { } project ? $"{Check.Code} {subject} [{finding.ProjectName}, {project}]" : $"{Check.Code} {subject}{Suffix}";
}
