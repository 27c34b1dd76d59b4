using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>PAY006: no customer loses or gains by a fault of the platform's own. Rows are read, and the API is not asked.</summary>
[Check("PAY006", Severity.Warning, Category = "Payments")]
public sealed class PlatformFaults(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.PaymentsScope.Projects), MemberType = typeof(Sources.PaymentsScope))]
    public async Task No_customer_is_affected_by_a_fault_of_the_platform(Project project, CheckRow row, CancellationToken cancel)
    {
        if (witnesses.Payments.WhyNoFaults is { } none) throw new RowSkippedException(none);
        if (project.TenancyId is null) throw new RowSkippedException("the project does not have one tenancy (see PRJ004)");
        var store = await witnesses.Stores.OfAsync(project, cancel);
        if (store.Customers is not { } customers) throw store.RowsGap!.ToException();
        if ((customers.WhyUnreadable ?? witnesses.Payments.WhyNotCompared(store.Database!)) is { } reason)
            throw new RowSkippedException(reason);
        if (store.ConfigGap is { } gap) row.Leave("snapshots against the configured products", gap);
        await SecondLook.AtAsync(row, async (look, again) =>
        {
            var affected = new AffectedCustomers();
            var clock = await witnesses.Payments.LatestAsync(cancel);
            foreach (var type in CustomerTypes.All)
            {
                await foreach (var customer in ExistingAsync(store, project.TenancyId.Value, type, cancel))
                {
                    var config = store.Payments ?? PaymentsConfig.None;
                    var faults = witnesses.Payments.FaultsOf(customer.Rows!, type, config, clock, witnesses.Now());
                    foreach (var fault in faults.Kinds) affected.Add(fault, customer.Subject);
                    if (!again && faults.Problem is { } problem) look.Skip("what the platform means against what it does", problem);
                }
            }

            foreach (var (fault, message) in affected.Messages)
                look.Report(project, $"platform-fault:{fault.Name}", message, isNamedBySubject: true);
        });
    }

    // Whoever is gone loses nothing.
    private static async IAsyncEnumerable<Customer> ExistingAsync(
        UserStore store, Guid tenancy, CustomerType type, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var named in store.Customers!.NamedIdsAsync(tenancy, type, cancel))
        {
            var ids = type == CustomerType.Custom ? named : await ExistingAsync(store, tenancy, type, named, cancel);
            await foreach (var group in store.Customers.ReadAsync(tenancy, type, ids, cancel))
                foreach (var customer in group) yield return customer;
        }
    }

    private static async Task<IReadOnlyList<string>> ExistingAsync(
        UserStore store, Guid tenancy, CustomerType type, IReadOnlyList<string> named, CancellationToken cancel)
    {
        var ids = named.Select(id => Guid.TryParse(id, out var known) ? known : (Guid?)null).OfType<Guid>().ToList();
        return type == CustomerType.User
            ? [.. (await store.Users!.ExistingAsync(tenancy, ids, cancel)).Select(id => id.ToString())]
            : [.. (await store.Teams!.FindAsync(tenancy, ids, cancel)).Select(team => team.Id.ToString())];
    }
}

/// <summary>The customers of a project that faults affect: how many, and a few of them by name.</summary>
internal sealed class AffectedCustomers
{
    private const int MaxExamples = 3;
    private readonly Dictionary<PlatformFault, (int Count, List<string> Examples)> _affected = [];

    /// <summary>What to say about each fault, with its number of customers.</summary>
    public IEnumerable<(PlatformFault Fault, string Message)> Messages => _affected
        .OrderBy(fault => fault.Key.Name, StringComparer.Ordinal)
        .Select(fault => (fault.Key, $"{fault.Key.Description}. Affected: {Text(fault.Value.Count, fault.Value.Examples)}"));

    /// <summary>Counts a customer.</summary>
    public void Add(PlatformFault fault, string customer)
    {
        var (count, examples) = _affected.GetValueOrDefault(fault, (0, []));
        if (examples.Count < MaxExamples) examples.Add(customer);
        _affected[fault] = (count + 1, examples);
    }

    private static string Text(int count, List<string> examples) =>
        $"{count} {(count == 1 ? "customer" : "customers")}, {(count > examples.Count ? "such as " : "")}{string.Join(", ", examples)}";
}
