using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Payments.Model;
using IntegrityTests.Snapshots.Files;
using Xunit;

namespace IntegrityTests.Tests.Checks.Payments;

public sealed class ForeseenBalancesTests
{
    [Fact]
    public void A_balance_that_time_leaves_alone_has_no_changes()
    {
        ForeseenBalances.Changes(new Balance(10, null, null), _ => throw new InvalidOperationException()).Should().BeEmpty();
    }

    [Fact]
    public void A_grant_that_expires_is_foreseen()
    {
        var changes = ForeseenBalances.Changes(new Balance(10, 500, null), _ => new Balance(3, null, null));

        changes.Should().Equal(new FutureQuantity(500, 3));
    }

    [Fact]
    public void A_moment_that_leaves_the_balance_as_it_is_is_no_change()
    {
        var changes = ForeseenBalances.Changes(
            new Balance(10, 500, null), moment => moment == 500 ? new Balance(10, 600, null) : new Balance(0, null, null));

        changes.Select(change => change.From).Should().Equal(600);
    }

    [Fact]
    public void Changes_without_end_are_cut_off_with_one_that_is_not_known()
    {
        var changes = ForeseenBalances.Changes(new Balance(10, 0, null), moment => new Balance(moment + 100, moment + 1, null));

        changes.Should().HaveCount(33);
        changes.SkipLast(1).Should().OnlyContain(change => change.Quantity != null);
        changes[^1].Quantity.Should().BeNull();
    }

    [Fact]
    public void A_ledger_that_cannot_say_what_comes_says_so_and_ends()
    {
        var changes = ForeseenBalances.Changes(new Balance(10, 500, null), _ => Balance.Unknown("too much"));

        changes.Should().ContainSingle().Which.Quantity.Should().BeNull();
    }
}
