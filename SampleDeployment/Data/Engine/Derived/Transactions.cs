namespace SampleDeployment.Data.Engine.Derived;

/// <summary>What each kind of event is as a transaction, with its entries in their order.</summary>
internal static class Transactions
{
    public static JsonRow Renewal(JsonRow renewal) => Of(renewal, "sub-renewal:", "invoiceId", "subscription-renewal", [Money(renewal)]);

    public static JsonRow Cancel(JsonRow cancel) => Of(cancel, "sub-cancel:", "subscriptionId", "subscription-cancel", [
        Entry(cancel, "active-subscription-change", cancel.Only("subscriptionId", "changeType")),
    ]);

    public static JsonRow Start(JsonRow start) => Of(start, "sub-start:", "subscriptionId", "subscription-start", [
        Entry(start, "active-subscription-start", start.Only("subscriptionId")),
        Entry(start, "product-grant", start.Only("productId", "product", "priceId", "quantity", "productLineId", "subscriptionId")),
        .. MoneyOf(start),
        .. Changes(start),
    ]);

    public static JsonRow End(JsonRow end)
    {
        var grant = JsonRow.Parse(end["startProductGrantRef"]);
        return Of(end, "sub-end:", "subscriptionId", "subscription-end", [
            Entry(end, "active-subscription-end", end.Only("subscriptionId")),
            Entry(end, "product-revocation", [
                .. end.Only("quantity", "productId", "productLineId"),
                ("adjustedTransactionId", grant["transactionId"]),
                ("adjustedEntryIndex", grant["entryIndex"])]),
            .. Expiries(end, "itemQuantityChangesToExpire"),
        ]);
    }

    public static JsonRow Repeat(JsonRow repeat) => Of(
        repeat.With(("id", JsonRow.Json($"{JsonRow.Unquoted(repeat["sourceId"])}:{repeat["effectiveAtMillis"]}"))),
        "igr:",
        "id",
        "item-grant-repeat",
        [.. Expiries(repeat, "previousGrantsToExpire"), .. Changes(repeat)]);

    public static JsonRow OneTimePurchase(JsonRow purchase) => Of(purchase, "otp:", "purchaseId", "one-time-purchase", [
        Entry(purchase, "product-grant", [
            .. purchase.Only("productId", "product", "priceId", "quantity", "productLineId"),
            ("oneTimePurchaseId", purchase["purchaseId"])]),
        .. MoneyOf(purchase),
        .. Changes(purchase),
    ]);

    public static JsonRow ManualChange(JsonRow change) => Of(change, "miqc:", "changeId", "manual-item-quantity-change", [
        Entry(change, "item-quantity-change", [.. change.Only("itemId", "quantity"), ("expiresWhen", change["expiresAtMillis"])]),
    ]);

    /// <summary>The entries of a transaction, each with what it needs to know of the transaction.</summary>
    public static IEnumerable<JsonRow> Entries(JsonRow transaction) =>
        Elements(transaction["entries"]).Select((entry, index) => entry.With(
            ("index", JsonRow.Json(index)),
            ("txnId", transaction["txnId"]),
            ("txnType", transaction["type"]),
            ("txnEffectiveAtMillis", transaction["effectiveAtMillis"]),
            ("txnCreatedAtMillis", transaction["createdAtMillis"]),
            ("tenancyId", transaction["tenancyId"]),
            ("paymentProvider", transaction["paymentProvider"])));

    private static JsonRow Of(JsonRow happened, string prefix, string id, string type, IEnumerable<JsonRow> entries) => new([
        ("txnId", JsonRow.Json(prefix + JsonRow.Unquoted(happened[id]))),
        ("type", JsonRow.Json(type)),
        ("entries", JsonRow.Array(entries.Select(entry => entry.Text))),
        .. happened.Only("tenancyId", "effectiveAtMillis", "customerType", "customerId", "paymentProvider", "createdAtMillis")]);

    private static JsonRow Entry(JsonRow happened, string type, (string Name, string Json)[] members) =>
        new([("type", JsonRow.Json(type)), .. happened.Only("customerType", "customerId"), .. members]);

    private static JsonRow Money(JsonRow happened) => Entry(happened, "money-transfer", happened.Only("chargedAmount"));

    private static JsonRow[] MoneyOf(JsonRow happened) => Purchases.MovesMoney(happened) ? [Money(happened)] : [];

    private static IEnumerable<JsonRow> Changes(JsonRow happened) =>
        Elements(happened["itemGrants"]).Select(grant =>
            Entry(happened, "item-quantity-change", grant.Only("itemId", "quantity", "expiresWhen")));

    private static IEnumerable<JsonRow> Expiries(JsonRow happened, string member) =>
        Elements(happened[member]).Select(grant => Entry(happened, "item-quantity-expire", [
            .. grant.Only("itemId", "quantity"),
            ("adjustedTransactionId", grant["transactionId"]),
            ("adjustedEntryIndex", grant["entryIndex"])]));

    private static List<JsonRow> Elements(string array)
    {
        using var document = System.Text.Json.JsonDocument.Parse(array);
        return [.. document.RootElement.EnumerateArray().Select(element => JsonRow.Parse(element.GetRawText()))];
    }
}
