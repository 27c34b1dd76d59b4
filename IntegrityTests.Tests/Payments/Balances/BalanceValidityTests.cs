using FluentAssertions;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using Xunit;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>How long a balance stays as it is, in every recorded state.</summary>
public sealed class BalanceValidityTests
{
    private const int Moments = 97;

    [Theory]
    [MemberData(nameof(RecordedPaymentsTests.Names), MemberType = typeof(RecordedPaymentsTests))]
    public void A_balance_stays_until_the_moment_that_the_ledger_names(string name)
    {
        var known = PaymentsCases.All.Single(one => one.ToString() == name);
        foreach (var (item, quantity) in known.Balances)
        {
            var until = Ledger.BalanceOf(known.Rows, CustomerType.Custom, item, PaymentsCases.Config, known.ReadAt).ValidUntil;
            var last = until - 1 ?? known.ReadAt + (10L * 365 * 86_400_000);

            (until ?? long.MaxValue).Should().BeGreaterThan(known.ReadAt);
            foreach (var part in Enumerable.Range(1, Moments))
            {
                var moment = known.ReadAt + ((last - known.ReadAt) / Moments * part);
                var later = Ledger.BalanceOf(known.Rows, CustomerType.Custom, item, PaymentsCases.Config, moment);
                later.Quantity.Should().Be(quantity, "nothing changes {0} until {1}, so not at {2}", item, until, moment);
            }
        }
    }
}
