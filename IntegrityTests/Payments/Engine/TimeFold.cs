using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Engine;

/// <summary>
/// What a time fold of the platform's engine knows of one purchase by the engine's clock: the events so far, and the state from which it
/// goes on (source: docs/platform.md, Engine). Moments are in milliseconds since 1970.
/// </summary>
internal sealed class TimeFold
{
    // The engine gives up here as well.
    private const int MaxEvents = 10_000;

    private readonly List<FoldEvent> _events = [];
    private readonly IReadOnlyList<SnapshotItem> _items;
    private readonly long _units;
    private readonly long?[] _next;
    private List<FoldGrant> _outstanding;

    private TimeFold(Product product, long units, long createdAt, string transaction, int firstIndex)
    {
        _items = SnapshotItem.Of(product);
        Problem = _items.Select(item => item.QuantityProblem ?? item.IntervalProblem).FirstOrDefault(problem => problem is not null);
        _units = units;
        _next = [.. _items.Select(item => createdAt + item.Interval)];
        _outstanding = [.. _items.Select((item, i) => new FoldGrant(transaction, firstIndex + i, GrantOf(item)))];
    }

    /// <summary>Why it cannot be computed, as the rest of a sentence about an item of the product; null when it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>The events, in their order.</summary>
    public IReadOnlyList<FoldEvent> Events => _events;

    /// <summary>What a repetition or an end can still expire, and grants that nothing expires until their next repetition.</summary>
    public IReadOnlyList<FoldGrant> Outstanding => _outstanding;

    /// <summary>How often items were granted again.</summary>
    public int Repeats => _events.Count(happened => happened.Type == "item-grant-repeat");

    /// <summary>When the next event is due; null: nothing follows.</summary>
    public long? Next { get; private set; }

    /// <summary>When each item is granted again; null: never. Of a one-time purchase only those that are.</summary>
    public IReadOnlyDictionary<string, long?> Schedule { get; private set; } = new Dictionary<string, long?>();

    /// <summary>The time fold of a subscription.</summary>
    /// <param name="row">The subscription.</param>
    /// <param name="hasCharge">Whether its start has an entry about money.</param>
    /// <param name="clock">How far the engine's worker has come.</param>
    public static TimeFold Of(StoredSubscription row, bool hasCharge, long clock)
    {
        var createdAt = row.CreatedAt.UnixMilliseconds;
        var endedAt = row.EndedAt?.UnixMilliseconds;
        var fold = new TimeFold(row.Product, row.Quantity, createdAt, $"sub-start:{row.Id}", !row.IsTestMode && hasCharge ? 3 : 2);
        fold._events.Add(new("subscription-start", createdAt, [.. fold._items.Select(fold.GrantOf)], []));
        // An end that no repetition can precede is not scheduled, even where it lies in the future.
        var isImmediate = Array.TrueForAll(fold._next, next => next is null) && endedAt < row.PeriodEnd?.UnixMilliseconds;
        fold.Run($"{row.Id}", clock, endedAt, isImmediate, stopsAfter: null);
        fold.Schedule = fold._items.Select((item, i) => (item.Id, Next: fold._next[i])).ToDictionary(item => item.Id, item => item.Next);
        return fold;
    }

    /// <summary>The time fold of a one-time purchase, whose purchase itself is no event.</summary>
    /// <param name="row">The purchase.</param>
    /// <param name="clock">How far the engine's worker has come.</param>
    public static TimeFold Of(StoredOneTimePurchase row, long clock)
    {
        // The engine takes every purchase outside test mode for one that was paid.
        var fold = new TimeFold(
            row.Product, row.Quantity, row.CreatedAt.UnixMilliseconds, $"otp:{row.Id}", row.IsTestMode ? 1 : 2);
        fold.Run($"{row.Id}", clock, endedAt: null, isImmediate: false, row.RevokedAt?.UnixMilliseconds);
        fold.Schedule = fold._items.Select((item, i) => (item.Id, Next: fold._next[i]))
            .Where(item => item.Next is not null)
            .ToDictionary(item => item.Id, item => item.Next);
        return fold;
    }

    private void Run(string source, long clock, long? endedAt, bool isImmediate, long? stopsAfter)
    {
        while (Problem is null)
        {
            var next = _next.Min();
            if (next > stopsAfter) return;
            if (endedAt is { } end && !(next < end))
            {
                if (!isImmediate && end > clock) Next = end;
                else _events.Add(new("subscription-end", end, [], [.. _outstanding.Where(grant => grant.Grant.Expires is not null)]));
                return;
            }

            if (next is not { } at) return;
            if (at > clock)
            {
                Next = at;
                return;
            }

            if (_events.Count >= MaxEvents) Problem = $"repeats more than {MaxEvents} times, which the platform's engine refuses";
            else Repeat(at, $"igr:{source}:{at}");
        }
    }

    private void Repeat(long at, string transaction)
    {
        var due = Enumerable.Range(0, _items.Count).Where(i => _next[i] <= at).ToList();
        var ids = due.Select(i => _items[i].Id).ToHashSet(StringComparer.Ordinal);
        var ended = _outstanding.Where(grant => ids.Contains(grant.Grant.Item) && grant.Grant.Expires == "when-repeated").ToList();
        var granted = due.Select(i => GrantOf(_items[i])).ToList();
        // Those that nothing expires are forgotten too.
        _outstanding = [.. _outstanding.Where(grant => !ids.Contains(grant.Grant.Item) || grant.Grant.Expires == "when-purchase-expires")];
        _outstanding.AddRange(granted.Select((grant, i) => new FoldGrant(transaction, ended.Count + i, grant)));
        foreach (var i in due) _next[i] += _items[i].Interval;
        _events.Add(new("item-grant-repeat", at, granted, ended));
    }

    private ItemGrant GrantOf(SnapshotItem item) => new(item.Id, item.Quantity * _units, item.Expires switch
    {
        ItemExpiry.WhenRepeated => "when-repeated",
        ItemExpiry.WhenPurchaseExpires => "when-purchase-expires",
        _ => null,
    });
}

/// <summary>Something that happened to a purchase.</summary>
/// <param name="Type">Such as <c>item-grant-repeat</c>.</param>
/// <param name="At">When.</param>
/// <param name="Granted">What the customer got.</param>
/// <param name="Ended">What it lost.</param>
internal sealed record FoldEvent(string Type, long At, IReadOnlyList<ItemGrant> Granted, IReadOnlyList<FoldGrant> Ended);

/// <summary>An item that is granted.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Expires">What ends it; null: nothing does.</param>
internal sealed record ItemGrant(string Item, decimal Quantity, string? Expires);

/// <summary>An item that was granted, and by which entry.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Index">The position of the entry.</param>
/// <param name="Grant">What it granted.</param>
internal sealed record FoldGrant(string Transaction, int Index, ItemGrant Grant);
