using FluentAssertions;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;
using Xunit;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>The rules of payments give what a real backend answered, in every recorded state.</summary>
public sealed class RecordedPaymentsTests
{
    /// <summary>The names of the cases: one row each.</summary>
    public static TheoryData<string> Names => [.. PaymentsCases.All.Select(known => known.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Balances_and_owned_products_are_those_that_were_recorded(string name)
    {
        var known = PaymentsCases.All.Single(one => one.ToString() == name);

        var balances = known.Balances.Select(balance => (balance.Item, BalanceOf(known, balance.Item).Quantity));
        var products = OwnedProducts.Of(known.Rows, CustomerType.Custom, PaymentsCases.Config)
            .Select(product => (product.Id, (string?)product.Type, product.Quantity));

        balances.Should().Equal(known.Balances.Select(balance => (balance.Item, (decimal?)balance.Quantity)));
        products.Should().BeEquivalentTo(known.Products);
    }

    private static Balance BalanceOf(PaymentsCase known, string item) =>
        Ledger.BalanceOf(known.Rows, CustomerType.Custom, item, PaymentsCases.Config, known.ReadAt);
}
