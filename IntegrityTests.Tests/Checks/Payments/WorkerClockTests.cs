using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Tests.Fakes;
using Xunit;
using LedgerRows = IntegrityTests.Tests.Payments.Balances.LedgerRows;

namespace IntegrityTests.Tests.Checks.Payments;

/// <summary>
/// The worker of a payments engine goes on while a balance is asked for: an answer is right if it fits at any moment between the readings
/// of its clock before and after.
/// </summary>
public sealed class WorkerClockTests
{
    // The engine's months have 30 days.
    private static readonly CustomerRows Rows = LedgerRows.Included(
        """{ "quantity": 100, "repeat": [1, "month"], "expires": "never" }""", "2026-01-01");

    private readonly TestRow _row = new();

    [Theory]
    [InlineData("2026-01-30T23:59:58Z", "2026-01-30T23:59:59Z", 100, true)]
    [InlineData("2026-01-30T23:59:58Z", "2026-01-30T23:59:59Z", 200, false)]
    [InlineData("2026-01-30T23:59:58Z", "2026-01-31T00:00:00Z", 100, true)]
    [InlineData("2026-01-30T23:59:58Z", "2026-01-31T00:00:00Z", 200, true)]
    [InlineData("2026-01-31T00:00:00Z", "2026-01-31T00:00:01Z", 100, false)]
    [InlineData("2026-01-31T00:00:00Z", "2026-03-02T00:00:00Z", 200, true)]
    [InlineData("2026-01-31T00:00:00Z", "2026-03-02T00:00:00Z", 300, true)]
    [InlineData("2026-01-31T00:00:00Z", "2026-03-02T00:00:00Z", 400, false)]
    public async Task An_answer_is_as_of_a_moment_between_two_readings(string before, string after, long answered, bool isExplained)
    {
        var rules = new Moving(LedgerRows.Millis(before), LedgerRows.Millis(after));
        var look = new CustomerLook(_row.Row, CustomerType.User, rules, _ => Task.FromResult<(CustomerRows, PaymentsConfig?)>((Rows, null)))
        {
            Config = PaymentsConfig.None,
            Rows = Rows,
            WhyNotCompared = null,
        };
        var answer = Example.Response($$"""{ "id": "credits", "display_name": "Credits", "quantity": {{answered}} }""", row: _row.Row);

        await new BalanceComparison(look, LedgerRows.Credits, () => Task.FromResult(answer)).RunAsync(default);

        _row.Findings.Should().HaveCount(isExplained ? 0 : 1);
    }

    // An engine whose clock is read as one moment before, and as another one after.
    private sealed class Moving(long before, long after) : IPaymentsRules
    {
        public ITransactionRules Transactions => throw new NotSupportedException();

        public string? WhyNotCompared(ReplicaDatabase database) => null;

        public IEnumerable<(string Line, IReadOnlyList<string> Products)> ConflictsOf(PaymentsConfig config, CustomerType type) => [];

        public Task<long> EarliestAsync(CancellationToken cancel) => Task.FromResult(before);

        public Task<long> LatestAsync(CancellationToken cancel) => Task.FromResult(after);

        public ICustomerPayments Of(CustomerRows rows, CustomerType type, PaymentsConfig config, long moment) =>
            new Computed(EngineCustomer.Of(rows, type, moment));

        public string? WhyNoEngine => null;

        public string? WhyNoFaults => throw new NotSupportedException();

        public CustomerFaults FaultsOf(CustomerRows rows, CustomerType type, PaymentsConfig config, long moment, long now) =>
            throw new NotSupportedException();
    }

    private sealed record Computed(EngineCustomer Engine) : ICustomerPayments
    {
        public IExpectedProducts Products => throw new NotSupportedException();

        public Balance BalanceOf(string item) => Engine.BalanceOf(item);
    }
}
