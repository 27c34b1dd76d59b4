using FluentAssertions;
using IntegrityTests.Redaction;
using Xunit;

namespace IntegrityTests.Tests.Redaction;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain Zoë 😀", "plain Zoë 😀")]
    [InlineData("a\r\n\tb", "a\\r\\n\\tb")]
    [InlineData("\u0000\u001b\u0085\u2028\uffff", "\\u0000\\u001b\\u0085\\u2028\\uffff")]
    [InlineData("user:\u202eabc\u2069\u200f", "user:\\u202eabc\\u2069\u200f")]
    public void A_printable_line_has_no_line_breaks_and_no_control_characters(string text, string expected) =>
        Printable.Line(text).Should().Be(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_escaped()
    {
        Printable.Line("a" + (char)0xd83d + "b").Should().Be("a\\ud83db");
    }

    [Fact]
    public void Printable_text_keeps_its_lines()
    {
        Printable.Text("a\r\n\tb\u0001").Should().Be("a\r\n\tb\\u0001");
    }
}
