using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.Payments;

/// <summary>
/// What the checks of one customer have in common: what keeps it from being compared, and reading its rows again before saying that
/// something is wrong.
/// </summary>
/// <param name="witnesses">The deployment.</param>
/// <param name="row">The row of the check.</param>
/// <param name="project">The customer's project.</param>
/// <param name="customer">The customer.</param>
/// <param name="store">Where its rows are.</param>
internal sealed class CustomerLook(Witnesses witnesses, CheckRow row, Project project, Customer customer, UserStore store)
{
    /// <summary>The row of the check.</summary>
    public CheckRow Row => row;

    /// <summary>The project's config.</summary>
    public PaymentsConfig Config { get; private set; } = store.Payments ?? PaymentsConfig.None;

    /// <summary>The customer's rows as its page was read; null where they cannot be read.</summary>
    public CustomerRows? Rows => customer.Rows;

    /// <summary>Why nothing can be compared, although the endpoint can be asked; null when rows and config are there.</summary>
    public string? WhyNotCompared =>
        store.Config is null ? "the project's config is not served (see PRJ004)"
        : customer.Rows is null ? store.Problem ?? store.Customers?.WhyUnreadable ?? "the customer's rows are not known"
        : null;

    /// <summary>Opens a look at a customer.</summary>
    /// <exception cref="RowSkippedException">The customer cannot be asked for, or its payments are known to answer 500.</exception>
    public static async Task<CustomerLook> AtAsync(
        Witnesses witnesses, CheckRow row, Project project, Customer customer, CancellationToken cancel)
    {
        if (customer.Id is "" or "." or "..") throw new RowSkippedException("no URL can name the customer");
        var store = await witnesses.Stores.OfAsync(project, cancel);
        if (store.Payments?.ConflictsOf(customer.Type).Any() == true)
            throw new RowSkippedException($"payments of {customer.Type.Name()} customers are misconfigured (see PAY004)");
        return new CustomerLook(witnesses, row, project, customer, store);
    }

    /// <summary>Reads the customer's rows, and the config, as they are now.</summary>
    /// <exception cref="RowSkippedException">The customer was deleted during the run.</exception>
    public async Task<CustomerRows> ReadAgainAsync(CancellationToken cancel)
    {
        var tenancy = project.TenancyId!.Value;
        var isGone = customer.Type switch
        {
            CustomerType.User => (await store.Users!.ExistingAsync(tenancy, [Guid.Parse(customer.Id)], cancel)).Count == 0,
            CustomerType.Team => (await store.Teams!.FindAsync(tenancy, [Guid.Parse(customer.Id)], cancel)).Count == 0,
            _ => false,
        };
        if (isGone) throw new RowSkippedException($"the {customer.Type.Name()} was deleted during the run");
        if ((await witnesses.Configs.AskAsync(project, cancel)).Payments is { } config) Config = config;
        return await store.Customers!.FindAsync(tenancy, customer.Type, customer.Id, cancel);
    }

    /// <summary>The moment that the deployment believes it is, in milliseconds since 1970.</summary>
    public long Now() => witnesses.Now();

    /// <summary>How far the deployment's clock may be from this machine's, in milliseconds.</summary>
    public long ClockTolerance => witnesses.Options.Clock is null ? 5_000 : 0;
}
