using System.Text;
using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using IntegrityTests.Tests.Payments.Engine;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Records;

/// <summary>The platform limits no depth: JSON that is too deep for the suite is not wrong, and no fault of the check.</summary>
public sealed class GivenJsonTests
{
    private const string Reason =
        "JSON that the deployment gave is nested deeper than 1,000 levels, the most that this suite reads. It may be right: look at it by "
        + "hand.";

    private static readonly string Deepest = Nested(JsonDepth.Max);
    private static readonly string Deeper = Nested(JsonDepth.Max + 1);

    // A snapshot of a product is not among them: it is damage that is said, so that a product does not end the reading of all others.
    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["text"] = text => GivenJson.Element(text),
        ["bytes"] = text => GivenJson.Element(Encoding.UTF8.GetBytes(text)),
        ["node"] = text => GivenJson.Node(text),
        ["stored metadata"] = text => new View().Metadata("server_metadata", text),
        ["config"] = text => ConfigParser.Parse(JsonSerializer.SerializeToElement(new { config_string = text })),
        ["copy"] = text => new Content([new MappedColumn("data", Form.Json, "")])
            .FirstDifference(new SourceRow(["1"], 1, false, Remark.None, [text]), new CopyRow(["1"], 1, false, [text + " "])),
        ["engine's copy of a row"] = text => new EngineCopy(Guid.Empty, text).Of(EngineRows.Subscription(EngineRows.Including(""))),
        ["refund"] = text => StoredRefund.Read("r", text),
    };

    public static TheoryData<string> Places => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void What_is_deeper_than_the_suite_reads_is_not_verified(string place) =>
        new Action(() => Readers[place](Deeper)).Should().Throw<NotVerifiedException>().WithMessage(Reason);

    [Theory]
    [InlineData("text")]
    [InlineData("bytes")]
    [InlineData("node")]
    [InlineData("stored metadata")]
    [InlineData("copy")]
    public void The_deepest_that_is_read_is_read(string place) => new Action(() => Readers[place](Deepest)).Should().NotThrow();

    [Theory]
    [InlineData("text")]
    [InlineData("bytes")]
    [InlineData("node")]
    public void What_is_no_json_is_said_to_be_none_however_deep_it_is(string place)
    {
        foreach (var text in new[] { "{", "", Deeper[..^1], Deeper + "]" })
            new Action(() => Readers[place](text)).Should().Throw<JsonException>(text);
    }

    [Fact]
    public void A_product_that_is_deeper_says_so()
    {
        Product.Parse(Deeper).Problem.Should().Be("is nested deeper than 1,000 levels, the most that this suite reads");
        Product.Parse(Deeper[..^1]).Problem.Should().Be("is not JSON");
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
