namespace IntegrityTests.Payments.Engine;

/// <summary>Walks the dated changes of one item in their order (source: docs/platform.md, Engine).</summary>
internal sealed class ItemFold
{
    private readonly SortedDictionary<long, decimal> _expiring = [];
    private decimal _forever;
    private decimal _debt;

    /// <summary>What is left of all grants, minus what was used and never granted.</summary>
    public decimal Balance => _expiring.Values.Sum() + _forever + _debt;

    /// <summary>Takes the next row.</summary>
    public void Add(LedgerRow row)
    {
        if (row.Quantity > 0) Grant(row.Quantity, row.Expires);
        else if (row.Quantity < 0) Use(-row.Quantity);
        else Look(row.At);
    }

    private void Grant(decimal quantity, long? expires)
    {
        var left = quantity + _debt;
        _debt = Math.Min(0, left);
        if (left <= 0) return;
        if (expires is { } end) _expiring[end] = _expiring.GetValueOrDefault(end) + left;
        else _forever += left;
    }

    // What ends soonest goes first.
    private void Use(decimal quantity)
    {
        while (quantity > 0 && _expiring.Count > 0)
        {
            var (end, granted) = _expiring.First();
            var used = Math.Min(granted, quantity);
            quantity -= used;
            if (used == granted) _expiring.Remove(end);
            else _expiring[end] = granted - used;
        }

        var rest = Math.Min(_forever, quantity);
        _forever -= rest;
        _debt -= quantity - rest;
    }

    // Nothing but such a row ends a grant.
    private void Look(long at)
    {
        while (_expiring.Count > 0 && _expiring.First().Key <= at) _expiring.Remove(_expiring.First().Key);
    }
}
