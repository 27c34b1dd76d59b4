namespace SampleDeployment.Api.Engine.Balances;

/// <summary>How much of one item there is: what was given and is left, and what was taken beyond.</summary>
internal sealed class Ledger
{
    private List<(decimal Quantity, long Ends)> _grants = [];
    private decimal _debt;

    /// <summary>
    /// The balance behind all changes, also those that lie ahead: what ends later has ended in it. That is what the platform answers.
    /// </summary>
    public static decimal Balance(IEnumerable<Change> changes, string item)
    {
        var ledger = new Ledger();
        foreach (var change in changes.Where(change => change.Item == item))
            ledger.Apply(change);
        return ledger._grants.Sum(grant => grant.Quantity) + ledger._debt;
    }

    private void Apply(Change change)
    {
        if (change.Quantity > 0)
            Give(change.Quantity, change.Ends ?? long.MaxValue);
        else if (change.Quantity < 0)
            Take(-change.Quantity);
        else
            _grants.RemoveAll(grant => grant.Ends <= change.At);
    }

    // What is owed is paid back first.
    private void Give(decimal quantity, long ends)
    {
        var left = quantity + _debt;
        _debt = Math.Min(0, left);
        if (left > 0)
            _grants.Add((left, ends));
    }

    // Of what ends first.
    private void Take(decimal quantity)
    {
        var left = new List<(decimal Quantity, long Ends)>();
        foreach (var grant in _grants.OrderBy(grant => grant.Ends))
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
