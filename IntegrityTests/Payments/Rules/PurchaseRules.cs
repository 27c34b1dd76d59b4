using System.Text.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Payments.Rules;

/// <summary>
/// What is wrong with one row of payments, and how bad it is, where no constraint of the database prevents it (source: docs/platform.md,
/// What no constraint enforces). Inline products, and products that were removed from the config since, are legal.
/// </summary>
internal static class PurchaseRules
{
    /// <summary>What is wrong, as the rest of a sentence that begins with the customer.</summary>
    /// <param name="purchase">The row.</param>
    /// <param name="config">The project's config; null where it is not served: what needs it is not judged.</param>
    public static IEnumerable<(string Message, Severity Severity)> BrokenBy(StoredPurchase purchase, PaymentsConfig? config)
    {
        var row = purchase.Row;
        if (row.CreatedAt.IsInfinite) yield return ($"has {row.Name}, whose createdAt is infinite", Severity.Error);
        if (CustomerTypes.Labelled(row.CustomerType) is null)
            yield return ($"has {row.Name}, whose customerType {row.CustomerType} is not USER, TEAM or CUSTOM", Severity.Error);
        if (row.CustomerId.Length == 0) yield return ($"has {row.Name}, whose customerId is empty", Severity.Error);
        if (row.Product?.Problem is { } problem) yield return ($"has {row.Name}, whose product {problem}", Severity.Error);
        if (config is null) yield break;
        // The customer type of an item can be changed in the config, and the platform's seed writes rows past its own rule.
        if (WrongTypeOf(row, config) is { } wrong)
            yield return ($"has {row.Name}, which is for {wrong.Name()} customers", IsNewer(purchase) ? Severity.Error : Severity.Info);
        if (WhyUnknown(purchase, config) is { } why)
            yield return ($"has {row.Name} of product {row.ProductId}, which is not configured, {why}", Severity.Error);
    }

    // Nothing of the config can have been changed since.
    private static bool IsNewer(StoredPurchase purchase) => purchase.ConfigChanged < purchase.Row.CreatedAt.UnixMilliseconds;

    private static CustomerType? WrongTypeOf(StoredTransaction row, PaymentsConfig config) =>
        row.ItemId is { } item
        && config.Items.TryGetValue(item, out var known)
        && CustomerTypes.Labelled(row.CustomerType) is { } actual
        && actual != known.CustomerType
            ? known.CustomerType
            : null;

    private static string? WhyUnknown(StoredPurchase purchase, PaymentsConfig config)
    {
        var (row, product) = (purchase.Row, purchase.Row.Product);
        if (row.ProductId is not { } id || product is null or { Problem: not null } || config.Products.ContainsKey(id)) return null;
        if (IsNewer(purchase))
            return "although the config was not changed since the row was created: it never was";
        var same = config.Products.FirstOrDefault(known => JsonElement.DeepEquals(known.Value.Body, product.Body));
        return same.Value is null ? null : $"although its snapshot is that of the configured product {same.Key}";
    }
}
