using System.Numerics;
using FluentAssertions;
using IntegrityTests.Payments.Model;
using Xunit;

namespace IntegrityTests.Tests.Payments.Model;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("20", "USD", "2000")]
    [InlineData("5.25", "USD", "525")]
    [InlineData("5.2", "EUR", "520")]
    [InlineData("-0.5", "USD", "-50")]
    [InlineData("0", "USD", "0")]
    [InlineData("700", "JPY", "700")]
    [InlineData("90071992547409930000000.01", "USD", "9007199254740993000000001")]
    public void Amounts_are_exact_in_minor_units(string text, string currency, string expected) =>
        Money.Read(text, currency).Should().Be((BigInteger.Parse(expected), (string?)null));

    [Theory]
    [InlineData("5.253", "USD", "has 3 decimals, but USD has 2")]
    [InlineData("5.0", "JPY", "has 1 decimals, but JPY has 0")]
    [InlineData("", "USD", "is not a decimal number")]
    [InlineData("5.", "USD", "is not a decimal number")]
    [InlineData(".5", "USD", "is not a decimal number")]
    [InlineData("1e3", "USD", "is not a decimal number")]
    [InlineData("1,000", "USD", "is not a decimal number")]
    [InlineData("٣", "USD", "is not a decimal number")]
    [InlineData(null, "USD", "is not a string")]
    [InlineData("5", "XYZ", "has the unknown currency XYZ")]
    public void What_is_no_amount_says_why(string? text, string currency, string problem) =>
        Money.Read(text, currency).Should().Be(((BigInteger?)null, problem));

    [Fact]
    public void A_very_long_amount_is_refused_and_not_computed()
    {
        Money.Read(new string('9', 1001), "USD").Problem.Should().Be("is longer than 1000 characters");
        Money.Read(new string('9', 1000), "USD").Problem.Should().BeNull();
    }

    [Theory]
    [InlineData(525, "USD", "5.25")]
    [InlineData(5, "USD", "0.05")]
    [InlineData(-5, "USD", "-0.05")]
    [InlineData(0, "USD", "0.00")]
    [InlineData(700, "JPY", "700")]
    public void Amounts_are_written_with_all_decimals(int units, string currency, string expected) =>
        Money.Write(units, currency).Should().Be(expected);
}
