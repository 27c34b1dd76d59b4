using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Expectations.Views;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

public sealed class ViewTests
{
    [Fact]
    public void Members_that_it_does_not_name_are_ignored() =>
        new View().Value("id", 1).With("""{"id":1,"newer":{"x":1}}""").Should().BeEmpty();

    [Fact]
    public void A_member_that_is_not_answered_is_missing_even_when_null_is_stored() =>
        new View().Value("id", null).With("{}").Texts().Should().Equal("$.id is missing from the answer");

    [Fact]
    public void A_member_that_has_to_be_absent_may_not_even_be_null()
    {
        new View().Absent("id").With("""{"other":1}""").Should().BeEmpty();
        new View().Absent("id").With("""{"id":null}""").Texts().Should().Equal("$.id should not be in the answer");
    }

    [Theory]
    [InlineData("[]", "an array")]
    [InlineData("\"x\"", "a string")]
    [InlineData("7", "a number")]
    [InlineData("null", "null")]
    [InlineData("true", "true")]
    public void An_answer_of_another_shape_is_one_difference(string answer, string kind) =>
        new View().Value("id", 1).Value("name", 2).With(answer).Texts().Should().Equal($"$ should be an object, but is {kind}");

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    public void Another_shape_is_not_personal(string answer) =>
        new View().Value("name", "Ada", isPersonal: true).With(answer).Should().ContainSingle().Which.IsPersonal.Should().BeFalse();

    [Fact]
    public void A_value_is_personal_only_where_it_is_said()
    {
        new View().Value("id", 1).With("""{"id":2}""").Should().ContainSingle().Which.IsPersonal.Should().BeFalse();
        new View().AnyOf("id", 1, 3).With("""{"id":2}""").Should().ContainSingle().Which.IsPersonal.Should().BeFalse();
        new View().Value("id", 1, isPersonal: true).With("""{"id":2}""").Should().ContainSingle().Which.IsPersonal.Should().BeTrue();
    }

    [Fact]
    public void No_answer_is_one_difference()
    {
        var found = new List<Difference>();

        new View().Value("id", 1).Compare(default(JsonElement), "$", found);

        found.Texts().Should().Equal("$ should be an object, but is missing");
    }

    [Fact]
    public void A_difference_holds_both_values()
    {
        var difference = new View().Value("name", "Ada", isPersonal: true).With("""{"name":"Bob"}""").Should().ContainSingle().Which;

        difference.Path.Should().Be("$.name");
        difference.Message.Should().Be("differs from the database");
        difference.Expected!.GetValue<string>().Should().Be("Ada");
        difference.Actual!.GetValue<string>().Should().Be("Bob");
        difference.IsPersonal.Should().BeTrue();
    }

    [Fact]
    public void A_difference_deep_in_a_value_says_where() =>
        new View().Value("metadata", JsonNode.Parse("""{"a":[1,2]}""")).With("""{"metadata":{"a":[1,3]}}""")
            .Texts().Should().Equal("$.metadata differs from the database (first at $.metadata.a[1])");

    [Fact]
    public void Values_that_are_nested_deeper_than_serializers_like_can_differ()
    {
        var deep = new string('[', 200) + "1" + new string(']', 200);
        var other = deep.Replace('1', '2');

        var difference = new View().Metadata("metadata", deep).With($$"""{"metadata":{{other}}}""").Should().ContainSingle().Which;

        difference.Actual!.ToJsonString().Should().Be(other);
    }

    [Fact]
    public void All_differences_are_collected() =>
        new View().Value("a", 1).Value("b", 2).Value("c", 3).With("""{"a":0,"b":2}""").Select(difference => difference.Path)
            .Should().Equal("$.a", "$.c");

    [Theory]
    [InlineData("1", 0)]
    [InlineData("2", 0)]
    [InlineData("3", 1)]
    public void One_of_several_values_may_be_answered(string answer, int differences) =>
        new View().AnyOf("time", 1, 2).With($$"""{"time":{{answer}}}""").Should().HaveCount(differences);

    [Fact]
    public void A_nested_view_compares_its_object()
    {
        var view = new View().Nested("team", new View().Value("id", "t"));

        view.With("""{"team":{"id":"t","more":1}}""").Should().BeEmpty();
        view.With("""{"team":{"id":"u"}}""").Texts().Should().Equal("$.team.id differs from the database");
        view.With("""{"team":null}""").Texts().Should().Equal("$.team should be an object, but is null");
    }

    [Fact]
    public void A_nested_view_that_is_null_expects_null() =>
        new View().Nested("team", null).With("""{"team":{}}""").Texts().Should().Equal("$.team differs from the database");

    [Fact]
    public void What_is_skipped_within_is_said_by_the_whole_once()
    {
        View Skipping() => new View().Skip("name", "column is missing");
        var items = new ItemSet("team", item => item.GetString()).Add("a", Skipping).Add("b", Skipping);

        items.Skipped.Should().Equal(("name", "column is missing"));
        new View().Nested("team", Skipping()).Set("teams", items).Skipped.Should().Equal(
            ("team.name", "column is missing"), ("teams.name", "column is missing"));
    }

    [Fact]
    public void What_is_skipped_is_not_compared_and_said()
    {
        var view = new View().Skip("id", "column is missing");

        view.With("{}").Should().BeEmpty();
        view.Skipped.Should().Equal(("id", "column is missing"));
    }
}
