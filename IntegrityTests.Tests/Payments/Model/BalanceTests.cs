using System.Globalization;
using FluentAssertions;
using IntegrityTests.Payments.Model;
using Xunit;

namespace IntegrityTests.Tests.Payments.Model;

public sealed class BalanceTests
{
    [Theory]
    [InlineData("3", "3", true)]
    [InlineData("3", "4", false)]
    [InlineData("3", "3.0000000001", true)]
    [InlineData("0.3", "0.3", true)]
    [InlineData("0.3", "0.30000000000000004", true)]
    [InlineData("0.3", "0.300001", false)]
    [InlineData("0.3", "0", false)]
    public void An_answer_may_differ_in_the_last_digits_that_javascript_leaves(string balance, string answered, bool isExplained) =>
        new Balance(Number(balance), null, null).Explains(Number(answered)).Should().Be(isExplained);

    [Fact]
    public void A_balance_does_not_explain_an_answer_without_quantity() => new Balance(0, null, null).Explains(null).Should().BeFalse();

    [Fact]
    public void A_balance_that_cannot_be_computed_explains_every_answer() => Balance.Unknown("it is odd").Explains(7).Should().BeTrue();

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
