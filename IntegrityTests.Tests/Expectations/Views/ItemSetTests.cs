using FluentAssertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

public sealed class ItemSetTests
{
    [Fact]
    public void Items_may_come_in_any_order() => Set("a", "b", "c").With("""[{"id":"c"},{"id":"a"},{"id":"b"}]""").Should().BeEmpty();

    [Fact]
    public void A_stored_item_that_is_not_answered_is_lacking()
    {
        var difference = Set("a", "b").With("""[{"id":"a"}]""").Should().ContainSingle().Which;

        difference.Path.Should().Be("$.items");
        difference.Message.Should().Be("lacks a team that is stored");
        difference.Expected!.GetValue<string>().Should().Be("b");
    }

    [Fact]
    public void An_item_that_is_answered_twice_is_repeated() =>
        Set("a").With("""[{"id":"a"},{"id":"a"}]""").Texts().Should().Equal("$.items[1] repeats a team of the list");

    [Fact]
    public void An_item_that_is_not_stored_is_too_many()
    {
        var difference = Set("a").With("""[{"id":"a"},{"id":"z"}]""").Should().ContainSingle().Which;

        difference.Path.Should().Be("$.items[1]");
        difference.Message.Should().Be("is a team that is not stored");
        difference.Actual!.GetValue<string>().Should().Be("z");
    }

    [Fact]
    public void A_tolerated_item_may_be_there_once_or_not()
    {
        var items = new ItemSet("team", item => item.Text("id")) { Tolerates = id => id.StartsWith('$') };

        items.With("[]").Should().BeEmpty();
        items.With("""[{"id":"$new"}]""").Should().BeEmpty();
        items.With("""[{"id":"$new"},{"id":"$new"}]""").Should().ContainSingle();
    }

    [Theory]
    [InlineData("[]", "team:a")]
    [InlineData("""[{"id":"a"},{"id":"a"}]""", "team:a")]
    [InlineData("""[{"id":"a"},{"id":"z"}]""", "team:z")]
    public void What_is_wrong_with_a_pinned_item_has_the_item_as_its_subject(string answer, string subject) =>
        Set("a").PinnedAs("team").With(answer).Should().ContainSingle().Which.Subject.Should().Be(subject);

    [Fact]
    public void What_is_wrong_with_an_item_that_is_not_pinned_has_the_subject_of_the_answer() =>
        Set("a").With("[]").Should().ContainSingle().Which.Subject.Should().BeNull();

    [Theory]
    [InlineData("7")]
    [InlineData("[7]")]
    public void Another_shape_is_not_personal(string answer) =>
        new ItemSet("team", item => item.Text("id")) { HasPersonalKeys = true }.With(answer)
            .Should().OnlyContain(difference => !difference.IsPersonal).And.NotBeEmpty();

    [Theory]
    [InlineData("""[{"id":"a"},7]""")]
    [InlineData("""[{"id":"a"},{"id":7}]""")]
    [InlineData("""[{"id":"a"},{}]""")]
    [InlineData("""[{"id":"a"},null]""")]
    public void An_item_of_another_shape_is_a_difference(string answer) =>
        Set("a").With(answer).Texts().Should().Equal("$.items[1] is not a team");

    [Theory]
    [InlineData("{}", "an object")]
    [InlineData("null", "null")]
    public void A_list_of_another_shape_is_one_difference(string answer, string kind) =>
        Set("a", "b").With(answer).Texts().Should().Equal($"$.items should be a list, but is {kind}");

    [Fact]
    public void What_an_item_says_is_compared() =>
        new ItemSet("team", item => item.Text("id")).Add("a", () => new View().Value("name", "A")).With("""[{"id":"a","name":"B"}]""")
            .Texts().Should().Equal("$.items[0].name differs from the database");

    [Fact]
    public void Items_that_are_values_are_their_own_keys()
    {
        var items = new ItemSet("permission", item => item.GetString()).AddValue("read").AddValue("write");

        items.With("""["write","read"]""").Should().BeEmpty();
        items.With("""["read"]""").Should().ContainSingle();
    }

    [Fact]
    public void Personal_keys_stay_personal()
    {
        var items = new ItemSet("account", item => item.Text("id")) { HasPersonalKeys = true };
        items.Add("ada", () => new View());

        items.With("""[{"id":"bob"},{"id":"bob"}]""").Should().HaveCount(3).And.OnlyContain(difference => difference.IsPersonal);
    }

    [Theory]
    [InlineData(false, "a")]
    [InlineData(true, null)]
    public void A_difference_has_the_key_of_its_item_unless_that_is_personal(bool isPersonal, string? key)
    {
        var items = new ItemSet("team", item => item.Text("id")) { HasPersonalKeys = isPersonal };
        items.Add("a", () => new View().Value("name", "A"));

        items.With("""[{"id":"a","name":"B"}]""").Should().ContainSingle().Which.Key.Should().Be(key);
        items.With("[]").Should().ContainSingle().Which.Key.Should().Be(key);
    }

    [Fact]
    public void A_difference_in_a_list_of_an_item_has_the_key_of_the_inner_one()
    {
        var teams = new ItemSet("team", item => item.Text("id")).Add("a", () => new View().Set("members", Set("m")));

        teams.With("""[{"id":"a","members":[]}]""").Should().ContainSingle().Which.Key.Should().Be("m");
    }

    private static ItemSet Set(params string[] ids)
    {
        var items = new ItemSet("team", item => item.Text("id"));
        foreach (var id in ids) items.Add(id, () => new View());
        return items;
    }
}
