using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Products;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>PAY003: the products that every customer owns are served, and equal what follows from its rows.</summary>
[Check("PAY003", Severity.Error, Category = "Payments", IsPerRow = true)]
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
            var list = new OwnedProductsList(witnesses.Api.For(draft, project), customer);
            var expected = look.WhyNotCompared is null ? At(await witnesses.Payments.EarliestAsync(cancel)) : null;
            if ((look.WhyNotCompared ?? rows!.WhyPurchasesIncomplete ?? expected!.Problem) is { } gap)
            {
                await list.ReadAsync(null, cancel);
                draft.Leave(Comparison, gap);
                return;
            }

            if (await list.ReadAsync(expected, cancel) is not { } listed) return;
            var differences = expected!.Compare(listed);
            if (differences.Count == 0) return;
            // Something may have ended while the list was read.
            if (At(await witnesses.Payments.LatestAsync(cancel)).Compare(listed).Count == 0) return;
            foreach (var difference in differences) difference.Report();

            IExpectedProducts At(long moment) => look.At(rows!, moment).Products;
        });
    }
}
