using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;

namespace IntegrityTests.Payments;

/// <summary>
/// What a generation of the platform makes of payments (source: docs/platform.md, Versions). One is chosen for the whole run; whoever
/// uses it does not ask which one it is.
/// </summary>
public interface IPaymentsRules
{
    /// <summary>How the transactions list follows from the rows.</summary>
    ITransactionRules Transactions { get; }

    /// <summary>Why nothing follows from rows in this database; null when everything does.</summary>
    string? WhyNotCompared(ReplicaDatabase database);

    /// <summary>
    /// The product lines with more default products of a customer type than the backend can serve: it then answers 500 for all of its
    /// customers.
    /// </summary>
    IEnumerable<(string Line, IReadOnlyList<string> Products)> ConflictsOf(PaymentsConfig config, CustomerType type);

    /// <summary>A moment before which no answer is computed that is asked for from now on, in milliseconds since 1970.</summary>
    Task<long> EarliestAsync(CancellationToken cancel);

    /// <summary>A moment after which no answer was computed that is there by now, in milliseconds since 1970.</summary>
    Task<long> LatestAsync(CancellationToken cancel);

    /// <summary>What a customer has and owns at a moment.</summary>
    /// <param name="rows">The customer's rows.</param>
    /// <param name="type">What the customer is.</param>
    /// <param name="config">The project's config.</param>
    /// <param name="moment">The moment, in milliseconds since 1970.</param>
    ICustomerPayments Of(CustomerRows rows, CustomerType type, PaymentsConfig config, long moment);

    /// <summary>Why no engine keeps what follows from rows; null when one does.</summary>
    string? WhyNoEngine { get; }

    /// <summary>Why no fault of the platform's own is known that a customer's rows show; null when some are.</summary>
    string? WhyNoFaults { get; }

    /// <summary>The faults of the platform's own that a customer is affected by.</summary>
    /// <param name="rows">The customer's rows.</param>
    /// <param name="type">What the customer is.</param>
    /// <param name="config">The project's config.</param>
    /// <param name="moment">A moment up to which time is known to have passed for payments, in milliseconds since 1970.</param>
    /// <param name="now">The current time, in milliseconds since 1970.</param>
    CustomerFaults FaultsOf(CustomerRows rows, CustomerType type, PaymentsConfig config, long moment, long now);
}
