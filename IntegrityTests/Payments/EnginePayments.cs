using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;

namespace IntegrityTests.Payments;

/// <summary>
/// Payments that an engine in the platform's database computes when a row is written, and its worker as time passes (source:
/// docs/platform.md, Engine). Answers are as of the worker's clock.
/// </summary>
public sealed class EnginePayments : IPaymentsRules
{
    private readonly ReplicaDatabase _platform;
    private readonly WorkerClock _clock;

    /// <summary>Rules for a platform.</summary>
    /// <param name="platform">Its database, which has the engine.</param>
    /// <param name="time">Says how old a reading of the worker's clock is.</param>
    public EnginePayments(ReplicaDatabase platform, TimeProvider time)
    {
        _platform = platform;
        var engine = new EngineReader(platform);
        _clock = new WorkerClock(engine, time);
        Transactions = new EngineTransactions(engine);
    }

    /// <inheritdoc/>
    public ITransactionRules Transactions { get; }

    /// <inheritdoc/>
    public string? WhyNotCompared(ReplicaDatabase database) => database == _platform
        ? null
        : "the platform's payments engine does not have the purchases of projects with a database of their own";

    /// <inheritdoc/>
    public IEnumerable<(string Line, IReadOnlyList<string> Products)> ConflictsOf(PaymentsConfig config, CustomerType type) => [];

    /// <inheritdoc/>
    public Task<long> EarliestAsync(CancellationToken cancel) => _clock.RecentAsync(cancel);

    /// <inheritdoc/>
    public Task<long> LatestAsync(CancellationToken cancel) => _clock.NowAsync(cancel);

    /// <inheritdoc/>
    public ICustomerPayments Of(CustomerRows rows, CustomerType type, PaymentsConfig config, long moment) =>
        new Computed(EngineCustomer.Of(rows, type, moment), type, config);

    /// <inheritdoc/>
    public string? WhyNoEngine => null;

    /// <inheritdoc/>
    public string? WhyNoFaults => null;

    /// <inheritdoc/>
    public CustomerFaults FaultsOf(CustomerRows rows, CustomerType type, PaymentsConfig config, long moment, long now) =>
        FaultsOfCustomer.Of(rows, type, config, moment, now);

    private sealed record Computed(EngineCustomer Engine, CustomerType Type, PaymentsConfig Config) : ICustomerPayments
    {
        public IExpectedProducts Products => new EngineProducts(Engine, Type, Config);

        public Balance BalanceOf(string item) => Engine.BalanceOf(item);
    }
}
