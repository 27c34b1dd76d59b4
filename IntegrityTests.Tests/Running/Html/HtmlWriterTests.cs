using CsCheck;
using FluentAssertions;
using IntegrityTests.Running.Reporting.Html;
using Xunit;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>Whatever is put into a page is text.</summary>
public sealed class HtmlWriterTests
{
    [Fact]
    public void The_template_is_markup_and_its_holes_are_text() =>
        Written(writer => writer.Write($"<p title=\"{"a\"b"}\">{"<b>&'"} {1234} {(string?)null}</p>"))
            .Should().Be("<p title=\"a&quot;b\">&lt;b&gt;&amp;&#x27; 1,234 </p>");

    [Fact]
    public void No_text_ends_the_element_or_attribute_that_it_stands_in() =>
        Gen.String.Sample(text =>
        {
            var written = Written(writer => writer.Write($"{text}"));
            written.Should().NotContainAny("<", ">", "\"", "'");
        });

    private static string Written(Action<HtmlWriter> write)
    {
        using var text = new StringWriter();
        write(new HtmlWriter(text));
        return text.ToString();
    }
}
