using FluentAssertions;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Rules;
using Xunit;

namespace IntegrityTests.Tests.Copies;

public sealed class ContentTests
{
    [Theory]
    [InlineData("""{"b": 1, "10": 1, "2": 1}""", """{"2":1,"10":1,"b":1}""", "JavaScript puts whole numbers first")]
    [InlineData("9007199254740993", "9007199254740992", "numbers are doubles")]
    [InlineData("1.0", "1", "numbers are doubles")]
    [InlineData("1000000000000000000000", "1e+21", "numbers are doubles")]
    [InlineData("[1e400]", "[null]", "JavaScript has no such number")]
    [InlineData("-0.0", "0", "zero has no sign")]
    [InlineData("\"é \\u0001\"", "\"é \\u0001\"", "text is text")]
    public void Json_is_compared_as_what_it_means(string stored, string copied, string because) =>
        FirstDifference(Form.Json, stored, copied).Should().Be(-1, because);

    [Theory]
    [InlineData("{}", "null")]
    [InlineData("""{"a": 1}""", """{"a":1,"b":null}""")]
    [InlineData("""{"a": "x, y"}""", """{"a":"x,y"}""")]
    [InlineData("[1, 2]", "[2,1]")]
    [InlineData("[null]", "[1e400]")]
    [InlineData("{}", "{")]
    [InlineData("{}", "")]
    public void Json_that_means_something_else_differs(string stored, string copied) =>
        FirstDifference(Form.Json, stored, copied).Should().Be(0);

    [Theory]
    [InlineData("a", "a ")]
    [InlineData("", null)]
    [InlineData("{}", "{ }")]
    public void Other_forms_are_compared_as_they_are(string? stored, string? copied) =>
        FirstDifference(Form.Text, stored, copied).Should().Be(0);

    [Fact]
    public void Every_column_that_differs_is_named()
    {
        MappedColumn[] columns = [new("a", Form.Text, ""), new("b", Form.Text, ""), new("c", Form.Text, "")];

        new Content(columns).Differences(Row("1", "2", "3"), Copy("0", "2", "0")).Should().Equal(0, 2);
    }

    private static int FirstDifference(Form form, string? stored, string? copied) =>
        new Content([new MappedColumn("column", form, "")]).FirstDifference(Row(stored), Copy(copied));

    private static SourceRow Row(params string?[] values) => new(["key"], 1, false, Remark.None, values);

    private static CopyRow Copy(params string?[] values) => new(["key"], 1, false, values);
}
