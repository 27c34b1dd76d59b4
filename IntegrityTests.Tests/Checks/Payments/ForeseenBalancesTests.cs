using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Expectations.Payments;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Checks.Payments;

public sealed class ForeseenBalancesTests
{
    private const string Body = """{"id":"credits","quantity":10,"display_name":"Credits"}""";

    [Fact]
    public void A_balance_that_time_leaves_alone_has_no_changes()
    {
        ForeseenBalances.Changes(Example.Json(Body), new Balance(10, null, null), _ => throw new InvalidOperationException()).Should().BeEmpty();
    }

    [Fact]
    public void A_grant_that_expires_is_foreseen_with_the_rest_of_the_answer()
    {
        var changes = ForeseenBalances.Changes(Example.Json(Body), new Balance(10, 500, null), _ => new Balance(3, null, null));

        var change = changes.Should().ContainSingle().Subject;
        change.From.Should().Be(500);
        change.Body.GetRawText().Should().Be("""{"id":"credits","quantity":3,"display_name":"Credits"}""");
    }

    [Fact]
    public void A_moment_that_leaves_the_balance_as_it_is_is_no_change()
    {
        var changes = ForeseenBalances.Changes(
            Example.Json(Body), new Balance(10, 500, null), moment => moment == 500 ? new Balance(10, 600, null) : new Balance(0, null, null));

        changes.Select(change => change.From).Should().Equal(600);
    }

    [Fact]
    public void Changes_without_end_are_cut_off_with_one_that_is_not_known()
    {
        var changes = ForeseenBalances.Changes(Example.Json(Body), new Balance(10, 0, null), moment => new Balance(moment + 100, moment + 1, null));

        changes.Should().HaveCount(33);
        changes.SkipLast(1).Should().OnlyContain(change => change.Body.ValueKind == System.Text.Json.JsonValueKind.Object);
        changes[^1].Body.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Undefined);
    }

    [Fact]
    public void A_ledger_that_cannot_say_what_comes_says_so_and_ends()
    {
        var changes = ForeseenBalances.Changes(Example.Json(Body), new Balance(10, 500, null), _ => Balance.Unknown("too much"));

        changes.Should().ContainSingle().Which.Body.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Undefined);
    }
}
