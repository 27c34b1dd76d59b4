using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IntegrityTests.Redaction;

namespace IntegrityTests.Running.Reporting.Html;

/// <summary>Writes a page. Only what stands in the code of the page is markup; whatever is put into it is text.</summary>
/// <param name="writer">Takes the page.</param>
internal sealed class HtmlWriter(TextWriter writer)
{
    /// <summary>Writes a piece of the page.</summary>
    public void Write(Template template) => writer.Write(template.Markup);

    /// <summary>A piece of a page: its literal parts are markup, its holes are encoded.</summary>
    [InterpolatedStringHandler]
    public readonly struct Template(int literalLength, int formattedCount)
    {
        private const int LengthOfHole = 16;
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
        private readonly StringBuilder _markup = new(literalLength + (formattedCount * LengthOfHole));

        public string Markup => _markup.ToString();

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(string? text) => _markup.Append(Encoder.Encode(Printable.Text(text ?? "")));

        public void AppendFormatted(long number) => _markup.Append(number.ToString("N0", CultureInfo.InvariantCulture));
    }
}
