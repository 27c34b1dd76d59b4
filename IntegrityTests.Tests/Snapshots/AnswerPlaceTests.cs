using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>What of an answer is written into a snapshot, and as what.</summary>
public sealed class AnswerPlaceTests
{
    [Theory]
    [InlineData("""{"config_string":"{\"b\":1,\"a\":2}"}""", """{"config_string":{"a":2,"b":1}}""")]
    [InlineData("""{"config_string":"no json"}""", """{"config_string":"no json"}""")]
    public void A_config_is_written_as_the_json_that_it_holds(string json, string expected) =>
        Written.Canonical(json).Should().Be(expected);

    [Fact]
    public void The_secrets_of_the_run_are_not_written() =>
        Written.Canonical("""{"a":"c4n4ry"}""").Should().Be("""{"a":"***"}""");

    [Theory]
    [InlineData("client_secret")]
    [InlineData("password")]
    [InlineData("connectionString")]
    [InlineData("X-Api-Key")]
    [InlineData("refresh_token")]
    public void Strings_under_a_secret_key_are_not_written(string name)
    {
        Written.Canonical($$"""{"{{name}}":"k"}""").Should().Be($$"""{"{{name}}":"<secret>"}""");
        Written.Canonical($$"""{"{{name}}": {"main":["k"]} }""").Should().Be($$"""{"{{name}}":{"main":["<secret>"]""" + "}}");
    }

    [Theory]
    [InlineData("""{"has_password":true}""")]
    [InlineData("""{"token":null}""")]
    [InlineData("""{"secretary":"Ann"}""")]
    public void What_only_looks_like_a_secret_is_written(string json) => Written.Canonical(json).Should().Be(json);

    [Fact]
    public void With_a_key_equal_secrets_are_equal_and_different_ones_differ()
    {
        var one = Written.Canonical("""{"secret":"one"}""", key: Written.Key);

        one.Should().MatchRegex("^\\{\"secret\":\"<secret #[0-9a-f]{32}>\"\\}$");
        Written.Canonical("""{"secret":"one"}""", key: Written.Key).Should().Be(one);
        Written.Canonical("""{"secret":"two"}""", key: Written.Key).Should().NotBe(one);
        Written.Canonical("""{"secret":"one"}""", key: Written.Key + "!").Should().NotBe(one);
        Written.Canonical(one, key: Written.Key).Should().Be(one, "a saved answer may be written again");
    }

    [Theory]
    [InlineData("$.a", """{"b":{"a":1}}""")]
    [InlineData("$.b.*", """{"a":1,"b":{}}""")]
    [InlineData("$.b.a,$.a", """{"b":{}}""")]
    [InlineData("$[\"a\"]", """{"b":{"a":1}}""")]
    [InlineData("/api/v1/users/*: $.a", """{"b":{"a":1}}""")]
    [InlineData("/api/v1/users: $.a", """{"a":1,"b":{"a":1}}""")]
    [InlineData("/api/*: $.a", """{"a":1,"b":{"a":1}}""")]
    public void Ignored_places_are_left_out(string ignored, string expected) =>
        Written.Canonical("""{"a":1,"b":{"a":1}}""", ignored).Should().Be(expected);

    [Theory]
    [InlineData("/api/v1/users: $.a", true)]
    [InlineData("/api/v1/users?include_restricted=true: $.a", true)]
    [InlineData("/api/v1/users?include_anonymous=true: $.a", false)]
    [InlineData("/api/v1/users/*: $.a", false)]
    public void An_endpoint_without_query_stands_for_all_its_queries(string ignored, bool isLeftOut)
    {
        Written.Ignored(ignored).At("/api/v1/users?include_restricted=true").To("a", out var isIgnored);

        isIgnored.Should().Be(isLeftOut);
    }

    [Fact]
    public void Items_are_ignored_within_or_as_a_whole()
    {
        Written.Canonical("""{"items":[{"a":1,"b":2},{"a":3}]}""", "$.items[*].a").Should().Be("""{"items":[{"b":2},{}]}""");
        Written.Canonical("""{"items":[{"a":1,"b":2},{"a":3}]}""", "$.items[*]").Should().Be("""{"items":[]}""");
    }

    [Fact]
    public void A_path_that_matched_nothing_is_known()
    {
        var places = Written.Ignored("$.a,$.b,$[\"odd.name, with comma\"]");

        places.At("/any").To("a", out var isIgnored);

        isIgnored.Should().BeTrue();
        places.Unmatched.Select(path => path.Text).Should().Equal("$.b", "$[\"odd.name, with comma\"]");
        places.At("/any").To("odd.name, with comma", out isIgnored);
        isIgnored.Should().BeTrue();
    }
}
