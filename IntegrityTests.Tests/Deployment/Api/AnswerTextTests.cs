using System.Text;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class AnswerTextTests
{
    [Theory]
    [InlineData("""{"a": "Grüße 🎉 \u00fc \ud83c\udf89 \\ud83d \u0000"}""")]
    [InlineData("""["\\\\u", "\\", "\""]""")]
    public void Text_that_can_be_read_stays_as_it_is(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        AnswerText.Mend(bytes).Should().BeNull();

        Encoding.UTF8.GetString(bytes).Should().Be(json);
    }

    [Theory]
    [InlineData("""["\ud83d"]""", """["\ufffd"]""", 1)]
    [InlineData("""["\uDF89 x"]""", """["\ufffd x"]""", 1)]
    [InlineData("""["\ud83d\ud83c\udf89", "\\\udf89"]""", """["\ufffd\ud83c\udf89", "\\\ufffd"]""", 2)]
    public void Half_a_character_is_replaced_where_it_stands(string json, string mended, int places)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        AnswerText.Mend(bytes).Should().Be($"half a character (a lone surrogate) in {places} places");

        Encoding.UTF8.GetString(bytes).Should().Be(mended);
    }

    [Fact]
    public void Bytes_of_another_encoding_are_replaced_one_by_one()
    {
        var bytes = Encoding.Latin1.GetBytes("""["Müller", "Café"]""");

        AnswerText.Mend(bytes).Should().Be("2 bytes that are not UTF-8");

        Encoding.UTF8.GetString(bytes).Should().Be("""["M?ller", "Caf?"]""");
    }
}
