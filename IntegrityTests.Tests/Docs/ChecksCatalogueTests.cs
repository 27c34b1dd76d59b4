using System.Reflection;
using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Repairs;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Verify;
using Xunit;

namespace IntegrityTests.Tests.Docs;

public sealed partial class ChecksCatalogueTests
{
    private static readonly Type[] Checks = typeof(Suite).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<CheckAttribute>() is not null)
        .ToArray();

    // Found beside the checks: whatever a check asks is compared.
    private static readonly string[] CodesOfSnapshots = [DifferenceFindings.Differs, DifferenceFindings.NotSeen];

    public static TheoryData<string> Codes => new([.. Checks.Select(type => Of(type).Code), .. CodesOfSnapshots]);

    [Fact]
    public void Catalogue_has_exactly_the_codes_of_the_checks()
    {
        var documented = Heading().Matches(Repository.Read("docs/checks.md")).Select(match => match.Groups["code"].Value);

        documented.Should().Equal(
        [
            .. Checks.Select(type => Of(type).Code).Concat(CodesOfSnapshots).OrderBy(Order),
            .. Invariants.Shipped.Select(invariant => invariant.Code),
        ]);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Section_gives_severity_proof_meaning_and_a_read_only_query(string code)
    {
        var severity = Checks.Select(Of).FirstOrDefault(check => check.Code == code)?.Severity ?? Severity.Error;

        var section = Section(code);

        section.Should().Contain($"Severity: {severity.ToString().ToLowerInvariant()}")
            .And.Contain("Proves ").And.Contain("A finding means ").And.Contain("```sql\nSELECT ");
        section.Should().NotContainAny("UPDATE ", "DELETE ", "INSERT ");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Section_says_who_decides_what(string code) =>
        Section(code).Should().Contain($"Repair: none follows from the rows. {Decisions.OfChecks.GetValueOrDefault(code, "(missing)")}\n");

    [Fact]
    public void Nobody_decides_about_a_code_that_is_not_there() =>
        Decisions.OfChecks.Keys.Should().BeSubsetOf(Checks.Select(type => Of(type).Code).Concat(CodesOfSnapshots));

    [Fact]
    public void A_code_belongs_to_one_check_in_a_file_of_its_own()
    {
        Checks.Select(type => Of(type).Code).Should().OnlyHaveUniqueItems();
        Checks.Should().OnlyContain(type => Summary(type).Contains($"{Of(type).Code}: ", StringComparison.Ordinal));
    }

    private static CheckAttribute Of(Type type) => type.GetCustomAttribute<CheckAttribute>()!;

    private static string Summary(Type type) =>
        Repository.Read($"IntegrityTests/{type.Namespace!["IntegrityTests.".Length..].Replace('.', '/')}/{type.Name}.cs");

    private static string Section(string code)
    {
        var text = Repository.Read("docs/checks.md");
        var start = text.IndexOf($"## {code}: ", StringComparison.Ordinal);
        start.Should().BePositive("docs/checks.md needs a section for {0}", code);
        var end = text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    // The order of the design's table: from the project to its users and teams.
    private static int Order(string code) =>
        Array.IndexOf(["PRJ", "USR", "TEM", "PAY", "BDZ", "OUT", "CLH", "TXT", "TBL", "SNP", "DBI"], code[..3]) * 1000
        + int.Parse(code[3..], System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("^## (?<code>[A-Z]{3}[0-9]{3}): ", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
