using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>PAY002: every item balance of every customer equals the ledger.</summary>
[Check("PAY002", Severity.Error, Category = "Payments", IsPerRow = true)]
public sealed class ItemBalances(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.PaymentsScope.CustomersWithItems), MemberType = typeof(Sources.PaymentsScope))]
    public async Task Every_customer_has_the_balances_of_its_ledger(
        Project project, Customer customer, CheckRow row, CancellationToken cancel)
    {
        var look = await CustomerLook.AtAsync(witnesses, row, project, customer, cancel);
        var api = witnesses.Api.For(row, project);
        await CompareAsync(
            look,
            item => api.GetAsync(customer.Subject, Endpoints.Item(customer.Type.Name(), customer.Id, item), cancel),
            cancel);
    }

    /// <summary>
    /// Compares the balance of every item of the config. An item without an answer does not keep the others from being compared.
    /// </summary>
    /// <exception cref="NotVerifiedException">At least one item got no answer.</exception>
    internal static async Task CompareAsync(
        CustomerLook look, Func<string, Task<ApiResponse>> ask, CancellationToken cancel)
    {
        NotVerifiedException? unanswered = null;
        foreach (var item in look.Config.ItemsOf(look.Type))
        {
            try
            {
                await new BalanceComparison(look, item, () => ask(item)).RunAsync(cancel);
            }
            catch (NotVerifiedException exception)
            {
                unanswered = exception;
            }
        }

        if (unanswered is not null) throw unanswered;
    }
}
