using System.Text;
using System.Text.Json;
using FluentAssertions;
using SampleDeployment.Api.Json;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>Numbers are written as JavaScript writes them.</summary>
public sealed class StoredJsonTests
{
    [Theory]
    [InlineData("2.50", "2.5")]
    [InlineData("1e3", "1000")]
    [InlineData("0", "0")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("12345678901234567890", "12345678901234567000")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1.5e300", "1.5e+300")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("-1.25e-9", "-1.25e-9")]
    [InlineData("123.456", "123.456")]
    public void Numbers_are_doubles(string stored, string written)
    {
        Written(stored).Should().Be(written);
    }

    [Fact]
    public void Other_values_are_kept()
    {
        const string Json = """{"a":[true,false,null,"\u0001é\"",{"b":{}}],"":[]}""";

        Written(Json).Should().Be("""{"a":[true,false,null,"\u0001\u00E9\u0022",{"b":{}}],"":[]}""");
    }

    [Fact]
    public void Nothing_is_null() => Written(null).Should().Be("null");

    [Fact]
    public void Deep_values_are_written_up_to_the_limit()
    {
        Written(Nested(JsonDepth.Max)).Should().Be(Nested(JsonDepth.Max));
        var deeper = () => Written(Nested(JsonDepth.Max + 1));
        deeper.Should().Throw<JsonException>();
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Written(string? json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            StoredJson.Write(writer, json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
