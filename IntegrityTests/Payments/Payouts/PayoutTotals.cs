using System.Numerics;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Stripe;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Running;

namespace IntegrityTests.Payments.Payouts;

/// <summary>The two totals of a project's money, in US cents, exactly (source: docs/platform.md, Money).</summary>
internal sealed class PayoutTotals(ProjectApi api, StripeApi stripe, ITransactionRules rules)
{
    /// <summary>What the project's transactions add up to; null, and a finding, where an amount cannot be read.</summary>
    /// <exception cref="NotVerifiedException">A page could not be had: what answers is not the platform.</exception>
    /// <exception cref="RowSkippedException">The list is not served, or has an item that is not a transaction; see PAY001.</exception>
    public async Task<BigInteger?> OfTransactionsAsync(CancellationToken cancel)
    {
        var total = BigInteger.Zero;
        await foreach (var page in new TransactionList(api, rules).PagesAsync(cancel))
        {
            if (!page.IsPage && !page.Response.IsOk && !page.Response.IsRefusal)
                throw new NotVerifiedException(
                    $"The project's transactions could not be had: {page.Response.Endpoint} answers {page.Response.Summary}.");
            if (!page.IsPage || page.Unreadable.Count > 0)
                throw new RowSkippedException("the project's transactions cannot be read (see PAY001)") { ReportedBy = "PAY001" };
            foreach (var transaction in page.New)
            {
                var (cents, problem) = transaction.NetUsd();
                if (cents is null)
                {
                    var subject = $"transaction:{transaction.Id}";
                    Findings.Report(page.Response with { Subject = subject }, $"has an amount that cannot be added up: {problem}");
                    return null;
                }

                total += cents.Value;
            }
        }

        return total;
    }

    /// <summary>What Stripe says has moved, with its last answer; null, and a finding, where its list cannot be read to the end.</summary>
    public async Task<(BigInteger Cents, ApiResponse LastPage)?> OfStripeAsync(CancellationToken cancel)
    {
        var total = BigInteger.Zero;
        ApiResponse? last = null;
        await foreach (var page in new BalanceTransactions(stripe, api.Project, api.Row).PagesAsync(cancel))
        {
            if (page.Problem is { } problem)
            {
                Findings.ReportStatus(page.Response, $"Stripe's list {problem}{WhyRefused(page.Response)}");
                return null;
            }

            total = page.Entries.Where(entry => entry.Counts).Aggregate(total, (sum, entry) => sum + entry.Amount);
            last = page.Response;
        }

        return (total, last!);
    }

    private static string WhyRefused(ApiResponse response) => (int)response.Status == 403
        ? "; the project's stripeAccountId is not, or no longer, connected to the account of INTEGRITY_STRIPE_KEY"
        : "";
}
