using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Json;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Snapshots;
using Xunit;

namespace IntegrityTests.Tests.Json;

public sealed class JsonDepthTests
{
    private static readonly string Deepest = Nested(JsonDepth.Max);

    [Fact]
    public void The_deepest_answer_is_read_and_a_deeper_one_is_not()
    {
        var deeper = () => JsonElement.Parse(Nested(JsonDepth.Max + 1), JsonDepth.Given);

        JsonElement.Parse(Deepest, JsonDepth.Given).ValueKind.Should().Be(JsonValueKind.Array);
        deeper.Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_deepest_answer_is_saved_and_read_again(bool digests)
    {
        var lines = Written.Lines(key: Written.Key, digests: digests, shown: digests ? (_, body) => JsonText.Of(body) : null);

        var line = lines.Answer("1", Example.Response(Deepest), "/api/v1/users/1", null, []);

        SavedLine.Read(line).Subject.Should().Be("user:1");
        Encoding.UTF8.GetString(line).Should().Contain(digests ? "\"digest\"" : Deepest);
    }

    [Fact]
    public void The_deepest_config_within_an_answer_is_saved_as_the_json_that_it_holds()
    {
        var answer = Example.Response(new JsonObject { ["config_string"] = $"{{\"a\":{Nested(JsonDepth.Max - 1)}}}" }.ToJsonString());

        var line = Written.Lines().Answer("1", answer, "/api/v1/internal/config", null, []);

        SavedLine.Read(line).Body.GetProperty("config_string").GetProperty("a").ValueKind.Should().Be(JsonValueKind.Array);
    }

    [Fact]
    public void The_deepest_config_is_understood()
    {
        var config = new JsonObject { ["config_string"] = $"{{\"a\":{Nested(JsonDepth.Max - 1)}}}" };

        ConfigParser.Parse(Example.Json(config.ToJsonString())).UserDatabase.Should().BeNull();
    }

    [Fact]
    public void The_deepest_value_is_written_into_a_finding()
    {
        var finding = new JsonObject { ["actual"] = JsonNode.Parse(Deepest, documentOptions: JsonDepth.Given) };

        JsonText.Of(finding).Should().Contain(Deepest);
        JsonElement.Parse(JsonText.Utf8Of(finding), JsonDepth.Own).GetProperty("actual").ValueKind.Should().Be(JsonValueKind.Array);
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
