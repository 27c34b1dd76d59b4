using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Checks.Database;
using Xunit;

namespace IntegrityTests.Tests.Docs;

/// <summary>
/// The sections of the invariants in docs/checks.md are their headers. To renew them:
/// <c>UPDATE_DOCS=yes dotnet test IntegrityTests.Tests --filter InvariantsCatalogueTests</c>.
/// </summary>
public sealed class InvariantsCatalogueTests
{
    private const string Path = "docs/checks.md";
    private const string Begin = "<!-- From the headers of IntegrityTests/Checks/Database/*.sql; a test says how to renew them. -->\n";
    private const string End = "<!-- End of the invariants. -->\n";

    [Fact]
    public void Sections_are_the_headers()
    {
        var sections = string.Concat(Invariants.Shipped.Select(Section));

        GeneratedText.In(Path, Begin, End, sections).Should().Be(sections, "UPDATE_DOCS=yes renews them");
    }

    [Fact]
    public void Headers_hold_a_query_that_only_reads()
    {
        Invariants.Shipped.Should().OnlyContain(invariant => invariant.Look.StartsWith("SELECT ", StringComparison.Ordinal));
        foreach (var invariant in Invariants.Shipped)
            (invariant.Look + invariant.Sql).Should().NotContainAny("UPDATE ", "DELETE ", "INSERT ", "ALTER ", "DROP ");
    }

    [Fact]
    public void Headers_say_who_decides_about_what_is_not_repaired() =>
        Invariants.Shipped.Should().OnlyContain(invariant => invariant.Decide.Length > 0);

    [Fact]
    public void The_document_on_repairs_names_each_code_that_has_one() =>
        Regex.Matches(Repository.Read("docs/repair.md"), "^\\| [a-z].*$", RegexOptions.Multiline)
            .SelectMany(row => Regex.Matches(row.Value, "[A-Z]{3}[0-9]{3}"), (_, code) => code.Value)
            .Should().BeEquivalentTo(Invariants.Shipped.Where(rule => rule.Repairs.Count > 0).Select(rule => rule.Code));

    [Fact]
    public void Files_are_named_by_their_codes() =>
        Invariants.Shipped.Should().OnlyContain(invariant => invariant.File.StartsWith(invariant.Code + "-", StringComparison.Ordinal));

    private static string Section(Invariant invariant) =>
        $"""

        ## {invariant.Code}: {invariant.Title}
        Severity: {invariant.Severity.ToString().ToLowerInvariant()}.

        {invariant.Why.Replace(" A finding means ", "\n\nA finding means ", StringComparison.Ordinal)}

        ```sql
        {invariant.Look}
        ```

        {RepairOf(invariant)}

        """;

    private static string RepairOf(Invariant invariant)
    {
        if (invariant.Repairs.Count == 0) return $"Repair: none follows from the rows. {invariant.Decide}";
        var tables = string.Join(", ", invariant.Repairs.SelectMany(repair => repair.Tables).Select(table => $"`{table.Name}`").Distinct());
        return $"Repair: [planned](repair.md) for rows of {tables}. {invariant.Decide}";
    }
}
