using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.Payments;

/// <summary>
/// What the checks of one customer have in common: what keeps it from being compared, and reading its rows again before saying that
/// something is wrong.
/// </summary>
/// <param name="row">The row of the check.</param>
/// <param name="type">What the customer is.</param>
/// <param name="payments">The rules of payments.</param>
/// <param name="readAgain">Reads the customer's rows, and the config where it is served, as they are now.</param>
internal sealed class CustomerLook(
    CheckRow row,
    CustomerType type,
    IPaymentsRules payments,
    Func<CancellationToken, Task<(CustomerRows Rows, PaymentsConfig? Config)>> readAgain)
{
    private (CustomerRows Rows, PaymentsConfig Config, long Moment, ICustomerPayments Payments)? _last;

    /// <summary>The row of the check.</summary>
    public CheckRow Row => row;

    /// <summary>What the customer is.</summary>
    public CustomerType Type => type;

    /// <summary>The rules of payments.</summary>
    public IPaymentsRules Payments => payments;

    /// <summary>The project's config.</summary>
    public required PaymentsConfig Config { get; set; }

    /// <summary>The customer's rows as its page was read; null where they cannot be read.</summary>
    public required CustomerRows? Rows { get; init; }

    /// <summary>Why nothing can be compared, although the endpoint can be asked; null when rows and config are there.</summary>
    public required Gap? WhyNotCompared { get; init; }

    /// <summary>Opens a look at a customer.</summary>
    /// <exception cref="RowSkippedException">The customer cannot be asked for, or its payments are known to answer 500.</exception>
    public static async Task<CustomerLook> AtAsync(
        Witnesses witnesses, CheckRow row, Project project, Customer customer, CancellationToken cancel)
    {
        if (customer.Id is "" or "." or "..") throw new RowSkippedException("no URL can name the customer");
        var store = await witnesses.Stores.OfAsync(project, cancel);
        if (store.Payments is { } config && witnesses.Payments.ConflictsOf(config, customer.Type).Any())
            throw new RowSkippedException($"payments of {customer.Type.Name()} customers are misconfigured (see PAY004)");
        return new CustomerLook(row, customer.Type, witnesses.Payments, token => ReadAgainAsync(witnesses, project, customer, store, token))
        {
            Config = store.Payments ?? PaymentsConfig.None,
            Rows = customer.Rows,
            WhyNotCompared = store.ConfigGap
                ?? (customer.Rows is not null ? witnesses.Payments.WhyNotCompared(store.Database!)
                    : store.RowsGap ?? store.Customers!.WhyUnreadable ?? "the customer's rows are not known"),
        };
    }

    /// <summary>What follows from rows at a moment, computed once for all items that ask for it.</summary>
    /// <param name="rows">The customer's rows.</param>
    /// <param name="moment">The moment, in milliseconds since 1970.</param>
    public ICustomerPayments At(CustomerRows rows, long moment)
    {
        if (_last is { } last && ReferenceEquals(last.Rows, rows) && ReferenceEquals(last.Config, Config) && last.Moment == moment)
            return last.Payments;
        var computed = payments.Of(rows, type, Config, moment);
        _last = (rows, Config, moment, computed);
        return computed;
    }

    /// <summary>Reads the customer's rows, and the config, as they are now.</summary>
    /// <exception cref="RowSkippedException">The customer was deleted during the run.</exception>
    public async Task<CustomerRows> ReadAgainAsync(CancellationToken cancel)
    {
        var (rows, config) = await readAgain(cancel);
        if (config is not null) Config = config;
        return rows;
    }

    private static async Task<(CustomerRows Rows, PaymentsConfig? Config)> ReadAgainAsync(
        Witnesses witnesses, Project project, Customer customer, UserStore store, CancellationToken cancel)
    {
        var tenancy = project.TenancyId!.Value;
        var isGone = customer.Type switch
        {
            CustomerType.User => (await store.Users!.ExistingAsync(tenancy, [Guid.Parse(customer.Id)], cancel)).Count == 0,
            CustomerType.Team => (await store.Teams!.FindAsync(tenancy, [Guid.Parse(customer.Id)], cancel)).Count == 0,
            _ => false,
        };
        if (isGone) throw new RowSkippedException($"the {customer.Type.Name()} was deleted during the run");
        var config = (await witnesses.Configs.AskAsync(project, cancel)).Payments;
        return (await store.Customers!.FindAsync(tenancy, customer.Type, customer.Id, cancel), config);
    }
}
