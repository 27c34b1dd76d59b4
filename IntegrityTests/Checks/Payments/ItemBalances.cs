using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>PAY002: every item balance of every customer equals the ledger.</summary>
[Check("PAY002", Severity.Error, Category = "Payments")]
public sealed class ItemBalances(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Customers.WithItemsInScope), MemberType = typeof(Sources.Customers))]
    public async Task Every_customer_has_the_balances_of_its_ledger(Project project, Customer customer, CheckRow row, CancellationToken cancel)
    {
        var look = await CustomerLook.AtAsync(witnesses, row, project, customer, cancel);
        var api = witnesses.Api.For(row, project);
        NotVerifiedException? unanswered = null;
        foreach (var item in look.Config.ItemsOf(customer.Type))
        {
            var endpoint = Endpoints.Item(customer.Type.Name(), customer.Id, item);
            try
            {
                await new BalanceComparison(look, customer.Type, item, () => api.GetAsync(customer.Subject, endpoint, cancel))
                    .RunAsync(cancel);
            }
            catch (NotVerifiedException exception)
            {
                // The other items are asked all the same.
                unanswered = exception;
            }
        }

        if (unanswered is not null) throw unanswered;
    }
}
