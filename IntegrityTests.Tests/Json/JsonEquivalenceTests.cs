using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Json;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Json;

public sealed class JsonEquivalenceTests
{
    [Theory]
    [InlineData("2.50", "2.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1.0", "1")]
    [InlineData("-0", "0")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("123456789012345678901234567890", "1.2345678901234568e+29")]
    [InlineData("0.1000000000000000055511151231257827", "0.1")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("""[{"a":[1.0]},null,true,"x"]""", """[{"a":[1]},null,true,"x"]""")]
    [InlineData("\"Gr\\u00fc\\u00dfe \\ud83d\\ude00\"", "\"Grüße 😀\"")]
    [InlineData("null", "null")]
    [InlineData("{}", "{}")]
    public void The_platform_reads_these_as_equal(string stored, string answered) => Compare(stored, answered).Should().BeNull();

    [Theory]
    [InlineData("1", "2", "$")]
    [InlineData("1", "\"1\"", "$")]
    [InlineData("\"1\"", "1", "$")]
    [InlineData("true", "false", "$")]
    [InlineData("true", "1", "$")]
    [InlineData("null", "{}", "$")]
    [InlineData("{}", "null", "$")]
    [InlineData("{}", "[]", "$")]
    [InlineData("[]", "{}", "$")]
    [InlineData("\"a\"", "\"A\"", "$")]
    [InlineData("\"e\u0301\"", "\"\u00e9\"", "$")]
    [InlineData("""{"a":1}""", "{}", "$.a")]
    [InlineData("{}", """{"a":1}""", "$.a")]
    [InlineData("""{"a":null}""", "{}", "$.a")]
    [InlineData("{}", """{"a":null}""", "$.a")]
    [InlineData("""{"a":{"b":[1,2,3]}}""", """{"a":{"b":[1,9,3]}}""", "$.a.b[1]")]
    [InlineData("[1,2]", "[1]", "$[1]")]
    [InlineData("[1]", "[1,2]", "$[1]")]
    [InlineData("[1,2]", "[2,1]", "$[0]")]
    public void The_first_difference_has_a_path(string stored, string answered, string path) => Compare(stored, answered).Should().Be(path);

    [Fact]
    public void Values_of_code_compare_like_values_of_text()
    {
        JsonEquivalence.FirstDifference(JsonValue.Create(5), Example.Json("5.0"), "$").Should().BeNull();
        JsonEquivalence.FirstDifference(JsonValue.Create(1795330910997L), Example.Json("1795330910997"), "$").Should().BeNull();
        JsonEquivalence.FirstDifference(JsonValue.Create(2.50m), Example.Json("2.5"), "$").Should().BeNull();
        JsonEquivalence.FirstDifference(JsonValue.Create(true), Example.Json("true"), "$").Should().BeNull();
    }

    private static string? Compare(string stored, string answered) =>
        JsonEquivalence.FirstDifference(JsonNode.Parse(stored), Example.Json(answered), "$");
}
