using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Running.Parts;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

/// <summary>A line that is lost or added shows, whatever kind of line it is.</summary>
public sealed class PartTotalsTests
{
    private static readonly HashSet<string> None = [];

    [Theory]
    [InlineData("""{"kind":"page","code":"A","rows":2}""", "verified", 2)]
    [InlineData("""{"kind":"finding","code":"A","severity":"error"}""", "findings", 1)]
    [InlineData("""{"kind":"finding","code":"A","severity":"error","known":true}""", "known", 1)]
    [InlineData("""{"kind":"finding","code":"A","severity":"info","count":3}""", "infos", 3)]
    [InlineData("""{"kind":"finding","code":"A","severity":"info","count":3,"known":true}""", "known", 3)]
    [InlineData("""{"kind":"not-verified","code":"A","subject":"user:1"}""", "notVerified", 1)]
    [InlineData("""{"kind":"not-verified","code":"A"}""", "casesNotVerified", 1)]
    [InlineData("""{"kind":"left","code":"A"}""", "casesLeft", 1)]
    public void A_line_is_counted_as_what_it_is(string line, string member, int count)
    {
        var counted = Of(line, $$"""{"kind":"case","code":"A","{{member}}":{{count}}}""");

        counted.WhyNotWhole(End($$"""{"{{member}}":{{count}}}"""), None).Should().BeNull();
        counted.WhyNotWhole(End($$"""{"{{member}}":0}"""), None).Should()
            .StartWith($"has lines of {count} ").And.EndWith(" of A, and its last line says 0: lines were lost or added");
    }

    [Fact]
    public void Lines_and_cases_that_add_up_are_whole()
    {
        var counted = Of("""{"kind":"page","code":"A","rows":2}""", """{"kind":"case","code":"A","verified":2}""");

        counted.WhyNotWhole(End("""{"verified":2}"""), None).Should().BeNull();
        counted.WhyNotWhole(End("""{"verified":3}"""), None).Should()
            .Be("has lines of 2 verified rows of A, and its last line says 3: lines were lost or added");
    }

    [Fact]
    public void Cases_that_do_not_add_up_are_said() =>
        Of("""{"kind":"page","code":"A","rows":2}""", """{"kind":"case","code":"A","verified":1}""")
            .WhyNotWhole(End("""{"verified":2}"""), None).Should()
            .Be("has cases of A that do not add up to what its last line says: lines were lost or added");

    [Fact]
    public void Of_a_check_whose_rows_no_line_tells_only_the_other_lines_are_compared()
    {
        var followers = new HashSet<string> { "A" };
        var counted = Of("""{"kind":"finding","code":"A","severity":"error"}""");

        counted.WhyNotWhole(End("""{"verified":7,"findings":1}"""), followers).Should().BeNull();
        counted.WhyNotWhole(End("""{"verified":7,"findings":2}"""), followers).Should().StartWith("has lines of 1 findings of A");
    }

    [Theory]
    [InlineData("""{"kind":"end"}""", "has a last line without totals: it was changed")]
    [InlineData("""{"kind":"end","checks":[{}]}""", "has totals without a code: it was changed")]
    public void A_last_line_without_totals_is_said_to_be_changed(string end, string problem) =>
        Of().WhyNotWhole(JsonElement.Parse(end), None).Should().Be(problem);

    private static PartTotals Of(params string[] lines)
    {
        var totals = new PartTotals();
        foreach (var line in lines) totals.Count(JsonElement.Parse(line));
        return totals;
    }

    private static JsonElement End(string totals) =>
        JsonElement.Parse($$"""{"kind":"end","checks":[{"code":"A",{{totals[1..]}}]}""");
}
