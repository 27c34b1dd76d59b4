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
        await SecondLook.AtAsync(row, look.Rows, ReadAgainAsync, AskAsync, CompareAsync);

        async Task<CustomerRows?> ReadAgainAsync() => look.WhyNotCompared is null ? await look.ReadAgainAsync(cancel) : null;

        async Task<Answer?> AskAsync(CheckRow draft, CustomerRows? rows)
        {
            var list = new OwnedProductsList(witnesses.Api.For(draft, project), customer);
            var earliest = look.WhyNotCompared is null ? await witnesses.Payments.EarliestAsync(cancel) : 0;
            var expected = look.WhyNotCompared is null ? look.At(rows!, earliest).Products : null;
            var gap = look.WhyNotCompared ?? rows!.WhyPurchasesIncomplete ?? expected!.Problem;
            if (await list.ReadAsync(gap is null ? expected : null, cancel) is not { } listed) return null;
            return new Answer(listed, earliest);
        }

        async Task CompareAsync(CheckRow draft, CustomerRows? rows, Answer answer)
        {
            var expected = look.WhyNotCompared is null ? look.At(rows!, answer.Earliest).Products : null;
            if ((look.WhyNotCompared ?? rows!.WhyPurchasesIncomplete ?? expected!.Problem) is { } gap)
            {
                draft.Leave(Comparison, gap);
                return;
            }

            var differences = expected!.Compare(answer.Products);
            // Something may have ended while the list was read.
            if (differences.Count == 0) return;
            answer.Latest ??= await witnesses.Payments.LatestAsync(cancel);
            if (look.At(rows!, answer.Latest.Value).Products.Compare(answer.Products).Count == 0) return;
            foreach (var difference in differences) (difference with { Page = difference.Page with { Row = draft } }).Report();
        }
    }

    // The list, and the moments between which the server may have made it; the later one is asked for once something differs.
    private sealed record Answer(ListedProducts Products, long Earliest)
    {
        public long? Latest { get; set; }
    }
}
