using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>Where a row or an item stands in its file: texts that compare as the rows are ordered.</summary>
public sealed class SortKeyTests
{
    private const string Id = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";
    private static readonly long[] Times = [long.MinValue, -1, 0, 1, 1_700_000_000_000, long.MaxValue];

    [Fact]
    public void Users_stand_by_their_sign_up_also_before_1970()
    {
        Times.Select(time => SortKey.OfUser(time, "x")).Should().BeInAscendingOrder(StringComparer.Ordinal);
        SortKey.OfUser(0, "x").Should().Be("8000000000000000:x");
        SortKey.OfUser(-1, "x").Should().Be("7fffffffffffffff:x");
    }

    public static TheoryData<object?, string> Rows => new()
    {
        { Example.Project(), "" },
        { new User(new Guid(Id), null) { SignedUpAtMillis = 1 }, $"8000000000000001:{Id}" },
        { new User(new Guid(Id), null), $"8000000000000000:{Id}" },
        { new Customer(CustomerType.User, "u", null) { SignedUpAtMillis = 1 }, "0:8000000000000001:u" },
        { new Customer(CustomerType.User, "u", null), "0:8000000000000000:u" },
        { new Customer(CustomerType.Team, "t", null), "1:t" },
        { new Customer(CustomerType.Custom, "c", null), "2:c" },
        { "something else", "something else" },
        { null, "" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_stands_where_its_last_value_says(object? value, string place) =>
        SortKey.OfRow(["before", value]).Should().Be(place);

    [Fact]
    public void A_row_is_about_its_last_value()
    {
        SortKey.SubjectOf(["before", new User(new Guid(Id), null)]).Should().Be($"user:{Id}");
        SortKey.SubjectOf(["before", null]).Should().BeEmpty();
    }

    [Fact]
    public void Behind_users_stand_the_other_customers()
    {
        string[] places = [SortKey.OfRow([new Customer(CustomerType.User, "z", null)]), SortKey.BehindUsers, "1:a", SortKey.OfCustom("a")];

        places.Should().BeInAscendingOrder(StringComparer.Ordinal);
        places.Select(SortKey.IsUserAmongCustomers).Should().Equal(true, false, false, false);
    }

    [Theory]
    [InlineData("2:~a", "2:~b", true)]
    [InlineData("2:~a", "2:b", false)]
    [InlineData("2:a", "2:~b", false)]
    [InlineData("1:~a", "1:~b", false)]
    public void Of_hashed_ids_nobody_knows_the_order(string place, string other, bool isHidden) =>
        SortKey.IsHidden(place, other).Should().Be(isHidden);

    [Theory]
    [InlineData("8000018f00000001:u", "u")]
    [InlineData("8000018f00000001:", null)]
    [InlineData("g000018f00000001:u", null)]
    [InlineData("800001_f00000001:u", null)]
    [InlineData("8000018f0000000:uu", null)]
    public void A_place_of_a_user_begins_with_a_time(string place, string? user) => SortKey.UserOf(place).Should().Be(user);

    [Fact]
    public void A_transaction_stands_by_its_time_newest_first_and_then_by_its_id_highest_first()
    {
        string[] items =
        [
            $$"""{"id":"{{Id}}","created_at_millis":2}""",
            """{"id":"9-g","created_at_millis":1}""",
            """{"id":"1-g","created_at_millis":1}""",
            """{"id":"x"}""",
        ];

        var places = items.Select(item => SortKey.OfItem(Example.Json(item), ApiEndpoint.Transactions)).ToList();

        places.Should().BeInAscendingOrder(StringComparer.Ordinal);
        places[0].Should().Be("7ffffffffffffffe:90440dd1-0b4d-b391-6a5e-4154905bef9c");
        places[1].Should().Be("7fffffffffffffff:6-g", "only digits are reversed");
    }

    [Theory]
    [InlineData("""{"id":"u","signed_up_at_millis":1}""", "8000000000000001:u")]
    [InlineData("""{"id":"u","signed_up_at_millis":1.5}""", "8000000000000000:u")]
    [InlineData("""{"id":"u","signed_up_at_millis":"1"}""", "8000000000000000:u")]
    [InlineData("""{"signed_up_at_millis":1}""", null)]
    public void A_listed_user_stands_by_its_sign_up(string item, string? place) =>
        SortKey.OfItem(Example.Json(item), ApiEndpoint.Users).Should().Be(place);
}
