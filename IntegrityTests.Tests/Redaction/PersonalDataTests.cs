using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Redaction;
using Xunit;

namespace IntegrityTests.Tests.Redaction;

public sealed class PersonalDataTests
{
    private readonly PersonalData _hiding = new(isShown: false);

    [Fact]
    public void A_hidden_value_tells_kind_and_length_only()
    {
        Show("ada@example.com").Should().MatchRegex("^<hidden string of 15 characters, #[0-9a-f]{6}>$");
        Show(JsonNode.Parse("""{"a":1}""")).Should().StartWith("<hidden object of 7 characters, #");
        Show(JsonNode.Parse("[1]")).Should().StartWith("<hidden array of 3 characters, #");
        Show(JsonNode.Parse("12")).Should().StartWith("<hidden value of 2 characters, #");
    }

    [Fact]
    public void Equal_values_of_a_run_have_equal_marks()
    {
        Show("ada").Should().Be(Show("ada"));
        Show("ada").Should().NotBe(Show("bob"));
        Show("12").Should().NotBe(Show(JsonNode.Parse("12")), "a number that became a string is a difference");
    }

    [Fact]
    public void Marks_of_another_run_are_others_so_that_nobody_can_look_them_up() =>
        new PersonalData(isShown: false).Show("ada@example.com", isPersonal: true)!.ToString().Should().NotBe(Show("ada@example.com"));

    [Fact]
    public void Values_that_are_not_personal_are_shown() =>
        _hiding.Show("completed", isPersonal: false)!.GetValue<string>().Should().Be("completed");

    [Fact]
    public void Personal_values_are_shown_on_request() =>
        new PersonalData(isShown: true).Show("Ada", isPersonal: true)!.GetValue<string>().Should().Be("Ada");

    [Fact]
    public void Null_is_nobodys_data() => _hiding.Show(null, isPersonal: true).Should().BeNull();

    [Fact]
    public void A_long_value_is_shortened()
    {
        var shown = _hiding.Show(new string('a', 1000), isPersonal: false)!.GetValue<string>();

        shown.Should().Be($"\"{new string('a', 199)}… (1002 characters)");
    }

    [Fact]
    public void A_value_that_is_nested_too_deeply_for_writers_is_shown_as_text()
    {
        var deep = new string('[', 90) + new string(']', 90);

        var value = JsonNode.Parse(deep, documentOptions: new() { MaxDepth = 100 });

        var shown = new JsonObject { ["actual"] = _hiding.Show(value, isPersonal: false) };

        shown.ToJsonString(JsonSerializerOptions.Web).Should().Be($$"""{"actual":"{{deep}}"}""");
    }

    [Fact]
    public void An_answer_hides_its_personal_values_and_shows_the_rest()
    {
        var answer = JsonNode.Parse(
            """{"id":"1","name":"Ada Lovelace","tags":["Ada Lovelace",null],"age":36,"team":{"name":"Grün & Söhne"}}""");

        var shown = _hiding.ShowAnswer(answer, value => value.ToString() is "Ada Lovelace" or "36")!.GetValue<string>();

        var mark = Show("Ada Lovelace");
        shown.Should().Be(
            $$$"""{"id":"1","name":"{{{mark}}}","tags":["{{{mark}}}",null],"age":"{{{Show(36)}}}","team":{"name":"Grün & Söhne"}}""");
    }

    [Fact]
    public void An_answer_is_shown_as_it_is_on_request() =>
        new PersonalData(isShown: true).ShowAnswer(JsonNode.Parse("""{"name":"Ada"}"""), _ => true)!.GetValue<string>()
            .Should().Be("""{"name":"Ada"}""");

    [Fact]
    public void A_long_answer_is_shortened_after_its_personal_values_are_hidden()
    {
        var answer = new JsonObject { ["name"] = new string('a', 2000), ["id"] = new string('b', 2000) };

        var shown = _hiding.ShowAnswer(answer, value => value.GetPropertyName() == "name")!.GetValue<string>();

        shown.Should().StartWith("{\"name\":\"<hidden string of 2000 characters, #").And.NotContain("aaa").And.EndWith(" characters)");
        shown.Should().HaveLength(1000 + "… (2060 characters)".Length);
    }

    [Fact]
    public void No_answer_is_nothing_to_show() => _hiding.ShowAnswer(null, _ => true).Should().BeNull();

    [Fact]
    public void What_is_shown_is_a_copy_that_can_be_put_into_other_json()
    {
        var parent = new JsonObject { ["a"] = "x" };

        var shown = _hiding.Show(parent["a"], isPersonal: false);

        shown!.Parent.Should().BeNull();
    }

    private string Show(JsonNode? value) => _hiding.Show(value, isPersonal: true)!.GetValue<string>();
}
