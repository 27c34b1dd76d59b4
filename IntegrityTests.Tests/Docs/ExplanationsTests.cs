using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Explanations;
using Xunit;

namespace IntegrityTests.Tests.Docs;

/// <summary>Every section of docs/checks.md explains a finding of its code, because that is what a finding shows.</summary>
public sealed partial class ExplanationsTests
{
    // Values that stand in queries as they are.
    private static readonly string[] Values = ["TRUE", "FALSE", "A", "O"];

    public static TheoryData<string> Codes => new(Handbook.Shipped.Select(section => section.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Section_has_what_an_explanation_needs(string code)
    {
        var section = Handbook.Shipped.Single(section => section.Code == code);

        section.Title.Should().NotBeEmpty();
        section.Meaning.Should().StartWith("A finding means ").And.NotContain("](").And.NotContain("\n");
        section.Sql.Should().StartWith("SELECT ");
        section.Sql.TrimEnd().Should().EndWith(";");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Names_in_its_queries_are_ids_that_a_finding_can_have(string code)
    {
        var sql = Handbook.Shipped.Single(section => section.Code == code).Sql;

        Quoted().Matches(sql).Select(word => word.Groups[1].Value).Except(Values).Should().BeSubsetOf(FilledQueries.Names);
    }

    [Fact]
    public void The_sections_are_those_of_the_document() =>
        Handbook.Shipped.Should().BeEquivalentTo(Handbook.Read(Repository.Read("docs/checks.md")));

    [GeneratedRegex("""['"]([A-Z]+)['"]""")]
    private static partial Regex Quoted();
}
