using System.Text.Json;

namespace SampleDeployment.Data.Engine.Derived;

/// <summary>Gives changes of items the moments at which they end, and divides them by these.</summary>
internal static class ItemChanges
{
    private const string At = "txnEffectiveAtMillis";

    /// <summary>
    /// Gathers the entries that end the same change. Where they are gathered, the change is the group; the customer's group has them again.
    /// </summary>
    public static List<Row> Expiries(Group customer, IEnumerable<Row> entries)
    {
        var gathered = new List<Row>();
        foreach (var target in entries.GroupBy(entry => JsonRow.Object(
            entry.Data.Only("tenancyId", "customerId", "customerType", "adjustedEntryIndex", "adjustedTransactionId"))))
        {
            var group = customer.Within(target.Key);
            group.Sort("expire-entries-sorted", group.Keep("expire-entries-by-target", target), At);
            gathered.AddRange(group.KeepSums("expiries-by-change-entry", [new(target.Key, Gather([.. target]))]));
        }

        return customer.Keep("expiries-by-customer", gathered);
    }

    /// <summary>Puts what ends a change beside it.</summary>
    public static IEnumerable<Row> Join(IEnumerable<Row> changes, List<Row> expiries)
    {
        var byTarget = expiries.ToDictionary(expiry => (expiry.Data["adjustedTransactionId"], expiry.Data["adjustedEntryIndex"]));
        return changes.Select(change =>
        {
            Row? ends = byTarget.TryGetValue((change.Data["txnId"], change.Data["index"]), out var found) ? found : null;
            return new Row(
                JsonRow.Array([JsonRow.Json(change.Id), ends is { } row ? JsonRow.Json(row.Id) : JsonRow.Null]),
                new(("leftRowData", change.Data.Text), ("rightRowData", ends?.Data.Text ?? JsonRow.Null)));
        });
    }

    /// <summary>A change with all moments at which it ends, its own last.</summary>
    public static JsonRow WithExpiries(JsonRow joined)
    {
        var change = JsonRow.Parse(joined["leftRowData"]);
        var named = joined["rightRowData"] == JsonRow.Null ? [] : Elements(JsonRow.Parse(joined["rightRowData"])["expiries"]);
        return With(change, change["expiresWhen"] is [>= '0' and <= '9' or '-', ..]
            ? [.. named, Expiry(change["expiresWhen"], change["quantity"])]
            : named);
    }

    /// <summary>A change that nothing ends.</summary>
    public static JsonRow WithoutExpiries(JsonRow change) => With(change, []);

    /// <summary>
    /// Divides a change into the parts that end at different moments and the rest that does not end, and marks these moments. What is
    /// taken is taken for good, and what should have ended before it began vanishes.
    /// </summary>
    public static IEnumerable<JsonRow> Split(JsonRow change)
    {
        var quantity = change.Number("quantity");
        if (quantity < 0) return [Part(change, change[At], quantity, JsonRow.Null)];

        var (begin, left) = (change.Number(At), quantity);
        List<JsonRow> parts = [], marks = [];
        foreach (var expiry in Elements(change["expiries"]).ConvertAll(JsonRow.Parse))
        {
            // Of a quantity that is not there, the database takes the other one as the smaller.
            var ending = expiry.Number("quantityExpiring") ?? 0;
            var part = left is { } rest ? Math.Min(rest, ending) : ending;
            left -= part;
            if (!(expiry.Number(At) > begin)) continue;

            parts.Add(Part(change, change[At], part, expiry[At]));
            marks.Add(Part(change, expiry[At], 0, JsonRow.Null));
        }

        return [.. parts, Part(change, change[At], left, JsonRow.Null), .. marks];
    }

    // Not in the order of time, but of ids.
    private static JsonRow Gather(IReadOnlyCollection<Row> entries) => new([
        .. entries.First().Data.Only("tenancyId", "customerType", "customerId", "adjustedTransactionId", "adjustedEntryIndex"),
        ("expiries", JsonRow.Array(entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .Select(entry => Expiry(entry.Data[At], entry.Data["quantity"]))))]);

    private static string Expiry(string at, string quantity) => new JsonRow((At, at), ("quantityExpiring", quantity)).Text;

    private static JsonRow With(JsonRow change, List<string> expiries) => new([
        .. change.Only("txnId", At, "customerType", "customerId", "tenancyId", "itemId", "quantity"),
        ("expiries", JsonRow.Array(expiries))]);

    private static JsonRow Part(JsonRow change, string at, decimal? quantity, string ends) => new([
        .. change.Only("txnId", "customerType", "customerId", "tenancyId", "itemId"),
        (At, at),
        ("quantity", JsonRow.Json(quantity)),
        ("expiresAtMillis", ends)]);

    private static List<string> Elements(string array)
    {
        using var document = JsonDocument.Parse(array);
        return [.. document.RootElement.EnumerateArray().Select(element => element.GetRawText())];
    }
}
