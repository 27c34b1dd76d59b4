using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;

namespace IntegrityTests.Payments;

/// <summary>
/// Payments that the backend computes when it is asked, from rows, config and the calendar at that moment (source: docs/platform.md,
/// Balance of an item, now).
/// </summary>
/// <param name="now">The moment that the deployment believes it is, in milliseconds since 1970.</param>
/// <param name="tolerance">How far the deployment's clock may be from this machine's, in milliseconds.</param>
public sealed class CalendarPayments(Func<long> now, long tolerance) : IPaymentsRules
{
    /// <summary>How far clocks of healthy machines differ at most, in milliseconds.</summary>
    public const long ClockDifference = 5_000;

    /// <inheritdoc/>
    public ITransactionRules Transactions { get; } = new MergedTransactions();

    /// <inheritdoc/>
    public string? WhyNotCompared(ReplicaDatabase database) => null;

    /// <inheritdoc/>
    public IEnumerable<(string Line, IReadOnlyList<string> Products)> ConflictsOf(PaymentsConfig config, CustomerType type) =>
        config.ConflictsOf(type);

    /// <inheritdoc/>
    public Task<long> EarliestAsync(CancellationToken cancel) => Task.FromResult(now() - tolerance);

    /// <inheritdoc/>
    public Task<long> LatestAsync(CancellationToken cancel) => Task.FromResult(now() + tolerance);

    /// <inheritdoc/>
    public ICustomerPayments Of(CustomerRows rows, CustomerType type, PaymentsConfig config, long moment) =>
        new Customer(rows, type, config, moment);

    /// <inheritdoc/>
    public string? WhyNoEngine => "this version of the platform computes payments from rows when it is asked";

    /// <inheritdoc/>
    public string? WhyNoFaults => "this version of the platform has no known faults of its own that customers' rows show";

    /// <inheritdoc/>
    public CustomerFaults FaultsOf(CustomerRows rows, CustomerType type, PaymentsConfig config, long moment, long now) => new([], null);

    private sealed record Customer(CustomerRows Rows, CustomerType Type, PaymentsConfig Config, long Moment) : ICustomerPayments
    {
        public IExpectedProducts Products => new PurchasedProducts([.. OwnedProducts.Of(Rows, Type, Config)]);

        public Balance BalanceOf(string item) => Ledger.BalanceOf(Rows, Type, item, Config, Moment);
    }
}
