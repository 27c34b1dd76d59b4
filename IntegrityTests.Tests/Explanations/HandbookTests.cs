using FluentAssertions;
using IntegrityTests.Explanations;
using Xunit;

namespace IntegrityTests.Tests.Explanations;

public sealed class HandbookTests
{
    [Fact]
    public void Meanings_are_plain_text_without_links_and_marks_of_code() =>
        Handbook.Read(string.Join('\n',
            "## ABC001: `a` is [b](c.md#d)", "",
            "A finding means that `second-write` came", "first, see [here](x).", "",
            "```sql", "SELECT `x`;", "```", ""))
            .Should().Equal(new Section("ABC001", "a is b", "A finding means that second-write came first, see here.", "SELECT `x`;"));

    [Fact]
    public void Every_section_of_the_suite_says_what_a_finding_means() =>
        Handbook.Shipped.Where(section => !section.Meaning.StartsWith("A finding means ", StringComparison.Ordinal)
                || section.Title.Contains('`') || section.Meaning.Contains('`'))
            .Select(section => section.Code).Should().BeEmpty();
}
