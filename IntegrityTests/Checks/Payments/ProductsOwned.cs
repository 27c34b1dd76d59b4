using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>PAY003: the products that every customer owns are served, and equal what follows from its rows.</summary>
[Check("PAY003", Severity.Error, Category = "Payments")]
public sealed class ProductsOwned(Witnesses witnesses)
{
    private const string Comparison = "owned products against purchases";

    [StreamingTheory]
    [MemberData(nameof(Sources.PaymentsScope.Customers), MemberType = typeof(Sources.PaymentsScope))]
    public async Task Every_customer_owns_what_its_rows_say(Project project, Customer customer, CheckRow row, CancellationToken cancel)
    {
        var look = await CustomerLook.AtAsync(witnesses, row, project, customer, cancel);
        await SecondLook.AtAsync(row, async (draft, again) =>
        {
            var rows = again && look.WhyNotCompared is null ? await look.ReadAgainAsync(cancel) : look.Rows;
            if ((look.WhyNotCompared ?? rows!.WhyPurchasesIncomplete) is { } reason)
            {
                await new OwnedProductsList(witnesses.Api.For(draft, project), customer).ReadAsync([], cancel);
                draft.Skip(Comparison, reason);
                return;
            }

            var expected = OwnedProducts.Of(rows!, customer.Type, look.Config).ToList();
            await new OwnedProductsList(witnesses.Api.For(draft, project), customer).CompareAsync(expected, cancel);
        });
    }
}
