namespace SampleDeployment.Data.Engine.Derived;

/// <summary>Adds up what a customer owns.</summary>
internal sealed class OwnedProducts
{
    // All that were made up for a purchase are one.
    private const string MadeUp = "__null__";

    private readonly Dictionary<string, (decimal Quantity, string Product, string Line)> _owned = [];

    /// <summary>The state behind an entry that gives or takes, and the row of it.</summary>
    public (string State, JsonRow Made) After(JsonRow entry)
    {
        var key = entry["productId"] == JsonRow.Null ? MadeUp : JsonRow.Unquoted(entry["productId"]);
        var (before, quantity) = (_owned.GetValueOrDefault(key, (0, JsonRow.Null, JsonRow.Null)), entry.Number("quantity") ?? 0);
        _owned[key] = entry["type"] == "\"product-grant\""
            ? (Math.Max(before.Item1 + quantity, 0), entry["product"], entry["productLineId"])
            : before with { Item1 = Math.Max(before.Item1 - quantity, 0) };
        var state = JsonRow.Object(_owned.Select(product => (product.Key, new JsonRow(
            ("quantity", JsonRow.Json(product.Value.Quantity)),
            ("product", product.Value.Product),
            ("productLineId", product.Value.Line)).Text)));
        return (state, new([
            .. entry.Only("txnEffectiveAtMillis", "txnId", "customerType", "customerId", "tenancyId"), ("ownedProducts", state)]));
    }
}

/// <summary>Adds up what a customer has of each item.</summary>
internal sealed class ItemQuantities
{
    private readonly Dictionary<string, Account> _accounts = [];

    /// <summary>The state behind a dated change, and the row of it.</summary>
    public (string State, JsonRow Made) After(JsonRow change)
    {
        var item = change["itemId"] == JsonRow.Null ? "__unknown__" : JsonRow.Unquoted(change["itemId"]);
        if (!_accounts.TryGetValue(item, out var account))
            _accounts[item] = account = new();
        account.Apply(
            change.Number("quantity") ?? 0, change.Number("expiresAtMillis"), change.Number("txnEffectiveAtMillis") ?? 0);
        return (
            JsonRow.Object(_accounts.Select(known => (known.Key, known.Value.State))),
            new([
                .. change.Only("txnEffectiveAtMillis", "txnId", "customerType", "customerId", "tenancyId"),
                ("itemQuantities", JsonRow.Object(_accounts.Select(known => (known.Key, JsonRow.Json(known.Value.Balance)))))]));
    }

    // Of one item: what was given and is left, and what was taken beyond.
    private sealed class Account
    {
        private List<(decimal Quantity, decimal? Ends)> _grants = [];
        private decimal _debt;

        public decimal Balance => _grants.Sum(grant => grant.Quantity) + _debt;

        public string State => new JsonRow(
            ("grants", JsonRow.Array(_grants.Select(grant => new JsonRow(
                ("q", JsonRow.Json(grant.Quantity)), ("e", JsonRow.Json(grant.Ends))).Text))),
            ("debt", JsonRow.Json(_debt))).Text;

        public void Apply(decimal quantity, decimal? ends, decimal at)
        {
            if (quantity > 0)
                Give(quantity + _debt, ends);
            else if (quantity < 0)
                Take(-quantity);
            else
                _grants.RemoveAll(grant => grant.Ends <= at);
        }

        // What is owed is paid back first.
        private void Give(decimal left, decimal? ends)
        {
            _debt = Math.Min(0, left);
            if (left > 0)
                _grants.Add((left, ends));
        }

        // Of what ends first.
        private void Take(decimal quantity)
        {
            var left = new List<(decimal, decimal?)>();
            foreach (var grant in _grants.OrderBy(grant => grant.Ends ?? decimal.MaxValue))
            {
                var used = Math.Min(quantity, grant.Quantity);
                quantity -= used;
                if (used < grant.Quantity)
                    left.Add((grant.Quantity - used, grant.Ends));
            }

            _grants = left;
            _debt -= quantity;
        }
    }
}
