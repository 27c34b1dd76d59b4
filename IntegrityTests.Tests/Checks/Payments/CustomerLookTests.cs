using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Payments;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Payments.Balances;
using Xunit;

namespace IntegrityTests.Tests.Checks.Payments;

public sealed class CustomerLookTests
{
    private static readonly CustomerRows Three = LedgerRows.Changes(LedgerRows.Change(3, "2026-01-01"));
    private static readonly CustomerRows Four = LedgerRows.Changes(LedgerRows.Change(4, "2026-01-01"));

    private readonly CustomerLook _look = new(
        new TestRow().Row,
        CustomerType.User,
        new CalendarPayments(() => 0, 0),
        _ => throw new InvalidOperationException("nothing is read again"))
    {
        Config = PaymentsConfig.None,
        Rows = Three,
        WhyNotCompared = null,
    };

    [Fact]
    public void What_follows_from_the_same_rows_at_the_same_moment_is_computed_once() =>
        _look.At(Three, 1).Should().BeSameAs(_look.At(Three, 1));

    [Fact]
    public void Other_rows_another_moment_and_another_config_are_computed_anew()
    {
        var computed = _look.At(Three, 1);

        _look.At(Three, 2).Should().NotBeSameAs(computed);
        computed = _look.At(Three, 1);
        _look.At(Four, 1).Should().NotBeSameAs(computed);
        computed = _look.At(Three, 1);
        _look.Config = PaymentsConfigParser.Parse(Example.Json("""{ "items": { "seats": { "customerType": "user" } } }"""));
        _look.At(Three, 1).Should().NotBeSameAs(computed);
    }
}
