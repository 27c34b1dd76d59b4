using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Products;
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
        var rows = look.Rows;
        (ListedProducts Products, long Earliest, long Latest)? first = null;
        await SecondLook.AtAsync(row, CompareAsync, CompareFirst);

        async Task CompareAsync(CheckRow draft, bool again)
        {
            if (again && look.WhyNotCompared is null) rows = await look.ReadAgainAsync(cancel);
            var list = new OwnedProductsList(witnesses.Api.For(draft, project), customer);
            var earliest = look.WhyNotCompared is null ? await witnesses.Payments.EarliestAsync(cancel) : 0;
            var expected = look.WhyNotCompared is null ? At(earliest) : null;
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
            var latest = await witnesses.Payments.LatestAsync(cancel);
            if (At(latest).Compare(listed).Count == 0) return;
            if (!again) first = (listed, earliest, latest);
            foreach (var difference in differences) difference.Report();
        }

        // With the rows as they were read again: where they did not change, the first list was wrong.
        void CompareFirst(CheckRow trial)
        {
            if (first is not { } was || rows!.WhyPurchasesIncomplete is not null || At(was.Earliest).Problem is not null) return;
            if (At(was.Latest).Compare(was.Products).Count == 0) return;
            foreach (var difference in At(was.Earliest).Compare(was.Products))
                (difference with { Page = difference.Page with { Row = trial } }).Report();
        }

        IExpectedProducts At(long moment) => look.At(rows!, moment).Products;
    }
}
