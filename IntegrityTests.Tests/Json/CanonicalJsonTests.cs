using System.Text;
using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Json;
using Xunit;

namespace IntegrityTests.Tests.Json;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":{"d":[],"c":null}}""", """{"a":{"c":null,"d":[]},"b":1}""")]
    [InlineData("""{"B":1,"a":2,"_":3}""", """{"B":1,"_":3,"a":2}""")]
    [InlineData("""{"a":1,"b":2,"a":3}""", """{"a":3,"b":2}""")]
    [InlineData("""[1.0, 2.50, 1e3, -0, 0.1, 12345678901234567890]""", "[1,2.5,1000,0,0.1,1.2345678901234567E+19]")]
    [InlineData("""["\u00e4\u4e16", "\"\\\n", "<&'+>", "\ud83d\ude00"]""", """["ä世","\"\\\n","<&'+>","\uD83D\uDE00"]""")]
    public void Json_is_written_in_one_way(string json, string expected) => Canonical(json).Should().Be(expected);

    [Fact]
    public void A_lone_surrogate_is_kept_as_it_is_spelt() =>
        Canonical("""{"a":"\ud800"}""").Should().Be("""{"a":"\"\\ud800\""}""");

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(JsonElement.Parse(json)));
}
