using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Payouts;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payouts;

/// <summary>OUT001: what a project's transactions charged equals what Stripe has on the project's account.</summary>
[Check("OUT001", Severity.Error, Category = "Payouts")]
public sealed class PayoutsMatchStripe(Witnesses witnesses)
{
    /// <summary>
    /// The example project that the platform's seed makes; its account does not exist (source: docs/platform.md, Money).
    /// </summary>
    private const string DummyProject = "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063";

    [StreamingTheory]
    [MemberData(nameof(Sources.PaymentsScope.ProjectsWithPayouts), MemberType = typeof(Sources.PaymentsScope))]
    public async Task Every_project_charged_what_Stripe_has(Project project, CheckRow row, CancellationToken cancel)
    {
        if (WhySkipped(project) is { } reason) throw new RowSkippedException(reason);
        await SecondLook.AtAsync(row, async (look, again) =>
        {
            var totals = new PayoutTotals(witnesses.Api.For(look, project), witnesses.Stripe!, witnesses.Payments.Transactions);
            if (await totals.OfTransactionsAsync(cancel) is not { } charged
                || await totals.OfStripeAsync(cancel) is not var (moved, response))
                return;
            if (charged == moved) return;

            // Money may have moved between the two lists.
            if (again && await totals.OfTransactionsAsync(cancel) is { } later && later != charged)
            {
                look.Skip("payouts against transactions", "money moved each time while the two lists were read");
                return;
            }

            Findings.Report(
                response,
                $"Stripe's list adds up to {Dollars(moved)}, but the project's transactions to {Dollars(charged)}",
                "$.data",
                Cents(charged),
                Cents(moved));
        });
    }

    private string? WhySkipped(Project project) =>
        witnesses.Stripe is null ? witnesses.WhyNoStripe
        : witnesses.Database.Schema.WhyMissing(ProjectColumns.StripeAccountId) is { } missing ? missing
        : string.IsNullOrEmpty(project.Row.StripeAccountId) ? "the project has no Stripe account"
        : project.Id == DummyProject ? "the seed's example project has no real Stripe account"
        : null;

    private static string Dollars(BigInteger cents) => $"USD {Money.Write(cents, "USD")}";

    private static JsonNode Cents(BigInteger cents) => JsonNode.Parse(cents.ToString(CultureInfo.InvariantCulture))!;
}
