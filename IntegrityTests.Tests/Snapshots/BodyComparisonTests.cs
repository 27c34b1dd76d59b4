using System.Text;
using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Verify;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class BodyComparisonTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""", "user:1 $.a is not as it was saved")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "user:1 $.a is not as it was saved")]
    [InlineData("""{"a":1}""", """{}""", "user:1 $.a was saved and is not there any more")]
    [InlineData("""{}""", """{"a":null}""", "user:1 $.a was not there when the snapshot was saved")]
    [InlineData("""{"a":{"b":[1,{"c":2}]}}""", """{"a":{"b":[1,{"c":3}]}}""", "user:1 $.a.b[1].c is not as it was saved")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,2,3]}""", "user:1 $.a has 3 items, and had 2")]
    [InlineData("""{"a b":1}""", """{"a b":2}""", "user:1 $[\"a b\"] is not as it was saved")]
    [InlineData("""{"":1}""", """{"":2}""", "user:1 $[\"\"] is not as it was saved")]
    [InlineData(
        """{"config_string":{"rbac":{"permissions":{".p":1}}}}""",
        """{"config_string":{"rbac":{"permissions":{".p":2}}}}""",
        "user:1 $.config_string.rbac.permissions[\".p\"] is not as it was saved")]
    [InlineData(
        """{"items":[{"id":"a"},{"id":"b"}]}""",
        """{"items":[{"id":"b"}]}""",
        "user:1 $.items[id=a] was saved and is not there any more")]
    [InlineData(
        """{"items":[{"id":"a"},{"id":"b"}]}""",
        """{"items":[{"id":"b"},{"id":"a"}]}""",
        "user:1 $.items has its items in another order")]
    [InlineData(
        """{"items":[{"id":"a","user_id":"u","x":1},{"id":"a","user_id":"v","x":1}]}""",
        """{"items":[{"id":"a","user_id":"u","x":1},{"id":"a","user_id":"v","x":2}]}""",
        "user:1 $.items[id=a, user_id=v].x is not as it was saved")]
    [InlineData(
        """{"selected_team":{"id":"t","m":{"a":1}}}""",
        """{"selected_team":{"id":"t","m":{"a":2}}}""",
        "team:t $.m.a is not as it was saved")]
    [InlineData("""{"selected_team":{"id":"t"}}""", """{"selected_team":{"id":"s"}}""", "user:1 $.selected_team.id is not as it was saved")]
    [InlineData(
        """{"config_string":{"rbac":{"permissions":{"p":{"description":"a"}}}}}""",
        """{"config_string":{"rbac":{"permissions":{"p":{"description":"b"}}}}}""",
        "permission:p $.description is not as it was saved")]
    public void A_difference_is_as_small_as_it_can_be(string saved, string now, string expected) =>
        Differences("/api/v1/users/1", saved, now).Should().Equal(expected);

    // Bought three times before and twice now; one changed; another, without id, is new.
    [Fact]
    public void Products_that_are_owned_repeatedly_are_compared_as_a_multiset() => Differences(
        "/api/v1/payments/products/user/1",
        Products(("\"p\"", 1), ("\"p\"", 1), ("\"p\"", 2), ("\"q\"", 1)),
        Products(("null", 1), ("\"p\"", 1), ("\"p\"", 3), ("\"q\"", 1)))
        .Should().BeEquivalentTo(
            "user:1 $.items[id=p, type=one_time].quantity is not as it was saved",
            "user:1 $.items[id=p, type=one_time] was saved and is not there any more",
            "user:1 $.items[id=null, type=one_time] was not there when the snapshot was saved");

    [Fact]
    public void Equal_products_are_pairs_wherever_they_stand() => Differences(
        "/api/v1/payments/products/user/1",
        Products(("\"p\"", 1), ("\"p\"", 2), ("\"p\"", 3)),
        Products(("\"p\"", 3), ("\"p\"", 1)))
        .Should().Equal("user:1 $.items[id=p, type=one_time] was saved and is not there any more");

    [Fact]
    public void A_team_in_the_list_of_a_user_is_the_team() =>
        Differences("/api/v1/teams?user_id=1", """{"items":[{"id":"t","m":1}]}""", """{"items":[{"id":"t","m":2}]}""")
            .Should().Equal("team:t $.m is not as it was saved");

    [Theory]
    [InlineData("/api/v1/team-permissions?team_id=t", """{"items":[{"id":"p","user_id":"u"}]}""", """{"items":[]}""", "user:u")]
    [InlineData("/api/v1/team-permissions?team_id=t", """{"items":[]}""", """{"items":[{"id":"p","user_id":"u"}]}""", "user:u")]
    [InlineData("/api/v1/teams?user_id=u", """{"items":[{"id":"t"}]}""", """{"items":[]}""", "team:t")]
    [InlineData("/api/v1/project-permissions?user_id=u", """{"items":[{"id":"p","user_id":"u"}]}""", """{"items":[]}""", null)]
    [InlineData("/api/v1/teams?user_id=u", """{"items":[{"id":"t","a":[{"id":"b"}]}]}""", """{"items":[{"id":"t","a":[]}]}""", null)]
    public void An_item_that_came_or_went_names_what_it_may_have_gone_with(string endpoint, string saved, string now, string? owner) =>
        BodyComparison.Of(Line(endpoint, saved), Line(endpoint, now)).Select(found => found.Owner).Should().Equal(owner);

    [Fact]
    public void Equal_bodies_do_not_differ() =>
        Differences("/api/v1/users/1", """{"a":[{"id":"x"},[]]}""", """{"a":[{"id":"x"},[]]}""").Should().BeEmpty();

    private static string Products(params (string Id, int Quantity)[] products) =>
        $"{{\"items\":[{string.Join(',', products.Select(Product))}]}}";

    private static string Product((string Id, int Quantity) product) =>
        $"{{\"id\":{product.Id},\"type\":\"one_time\",\"quantity\":{product.Quantity}}}";

    private static IEnumerable<string> Differences(string endpoint, string saved, string now) =>
        BodyComparison.Of(Line(endpoint, saved), Line(endpoint, now)).Select(found => $"{found.Subject} {found.Path} {found.Message}");

    private static SavedLine Line(string endpoint, string body) =>
        SavedLine.Read(Encoding.UTF8.GetBytes(
            $$"""{"at":"1","body":{{body}},"endpoint":"{{endpoint}}","status":200,"subject":"user:1"}"""));
}
