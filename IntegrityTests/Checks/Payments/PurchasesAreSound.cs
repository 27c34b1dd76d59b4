using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Rules;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>PAY005: every stored purchase and item change is of a product or item that fits.</summary>
[Check("PAY005", Severity.Error, Category = "Payments")]
public sealed class PurchasesAreSound(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Purchases.InScope), MemberType = typeof(Purchases))]
    public async Task Every_purchase_and_item_change_is_sound(
        Project project, StoredPurchase purchase, CheckRow row, CancellationToken cancel)
    {
        var store = await witnesses.Stores.OfAsync(project, cancel);
        await SecondLook.AtAsync(row, async (look, again) =>
        {
            var (config, gap) = again ? Of(await witnesses.Configs.AskAsync(project, cancel)) : (store.Payments, store.ConfigGap);
            if (gap is not null) look.Leave("products and items against the config", gap);
            var now = again ? await ReadAgainAsync(project, store, purchase, cancel) : purchase;
            if (now.ConfigChanged is null)
                look.Skip(
                    "products that were never configured",
                    witnesses.Database.Schema.WhyMissing(ConfigChangeReader.Needed) ?? "the config's last change is not known");
            foreach (var (message, severity) in PurchaseRules.BrokenBy(now, config))
                look.Report(project, now.Row.Subject, message, severity: severity);
        });
    }

    private static (PaymentsConfig? Config, Gap? Gap) Of(ConfigAnswer answer) => (answer.Payments, answer.Gap);

    private static async Task<StoredPurchase> ReadAgainAsync(
        Project project, UserStore store, StoredPurchase purchase, CancellationToken cancel)
    {
        var tenancy = project.TenancyId!.Value;
        var rows = await store.Transactions!.FindAsync(tenancy, purchase.Row.Source, [purchase.Row.Id], cancel);
        if (rows.Count == 0) throw new RowSkippedException("the row was deleted during the run");
        return purchase with { Row = rows[0] };
    }
}
