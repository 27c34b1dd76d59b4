using SampleDeployment.Api.Engine.Rows;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Engine.Transactions;

/// <summary>What a purchase has given and still expires, and when its items are given again.</summary>
internal sealed class Repeats
{
    // The platform gives up beyond.
    private const int MostEvents = 10_000;

    private readonly Purchase _purchase;
    private readonly List<SnapshotItem> _items;
    private readonly Dictionary<string, long> _next = [];
    private List<(ItemExpiry Expiry, Ending? Ends)> _outstanding;
    private int _events;

    /// <param name="purchase">What was bought.</param>
    /// <param name="transaction">The transaction of the purchase.</param>
    /// <param name="firstItem">The place at which it is taken to give its first item.</param>
    public Repeats(Purchase purchase, string transaction, int firstItem)
    {
        _purchase = purchase;
        _items = [.. purchase.Product.Items];
        _outstanding = [.. _items.Select((item, index) => (Expiry(item, transaction, firstItem + index), item.Ends))];
        foreach (var item in _items.Where(item => item.Interval is not null))
            _next[item.Id] = purchase.CreatedAt + item.Interval!.Value;
    }

    public bool Any => _next.Count > 0;

    /// <summary>When something is given again; the end of time if nothing is.</summary>
    public long Next => Any ? _next.Values.Min() : long.MaxValue;

    /// <summary>What ends when the purchase does.</summary>
    public IEnumerable<Entry> Ended => _outstanding.Where(grant => grant.Ends is not null).Select(grant => grant.Expiry);

    /// <summary>Gives again what is due, and ends what was given before if it lasts only until then.</summary>
    public Transaction Repeat(string rowId)
    {
        if (++_events > MostEvents)
            throw new InvalidResponseException("Something is repeated too often.");

        var at = Next;
        var id = $"igr:{_purchase.Id}:{at}";
        var due = _items.Where(item => _next.TryGetValue(item.Id, out var next) && next <= at).ToList();
        var ended = _outstanding.Where(grant => grant.Ends == Ending.Repeat && IsDue(grant)).ToList();
        // What nothing ends is forgotten as well, though it was not ended.
        _outstanding = [.. _outstanding.Where(grant => !IsDue(grant) || grant.Ends == Ending.Purchase)];
        _outstanding.AddRange(due.Select((item, index) => (Expiry(item, id, ended.Count + index), item.Ends)));
        foreach (var item in due)
            _next[item.Id] += item.Interval!.Value;
        return new(rowId, id, at, [.. ended.Select(grant => grant.Expiry), .. due.Select(item => Give(item, _purchase.Quantity))]);

        bool IsDue((ItemExpiry Expiry, Ending? Ends) grant) => due.Exists(item => item.Id == grant.Expiry.Item);
    }

    /// <summary>What a purchase gives of an item.</summary>
    public static ItemGrant Give(SnapshotItem item, decimal quantity) => new(item.Id, item.Quantity * quantity, item.Ends);

    private ItemExpiry Expiry(SnapshotItem item, string transaction, int index) =>
        new(item.Id, item.Quantity * _purchase.Quantity, transaction, index);
}
