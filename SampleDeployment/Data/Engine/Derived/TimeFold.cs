namespace SampleDeployment.Data.Engine.Derived;

/// <summary>What time makes of a purchase: it gives its items again, and may end.</summary>
internal abstract class TimeFold
{
    // The platform stops here; what would come next stays what it waits for.
    private const int MostSteps = 10_000;

    private readonly List<JsonRow> _events = [];
    private readonly List<ScheduledItem> _items;
    private List<OutstandingGrant> _outstanding;
    private int _repeats;

    /// <param name="row">The stored row.</param>
    /// <param name="transaction">The id of the transaction that gives the items at first.</param>
    /// <param name="firstItem">The place at which it is taken to do so.</param>
    protected TimeFold(JsonRow row, string transaction, int firstItem)
    {
        Row = row;
        var included = IncludedItem.Of(row);
        _outstanding = [.. included.Select((item, index) => OutstandingGrant.Of(item.Grant, transaction, firstItem + index))];
        _items = [.. included.Select(item => new ScheduledItem(item, row.Number("createdAtMillis")!.Value + item.Interval))];
    }

    public IReadOnlyList<JsonRow> Events => _events;

    /// <summary>When something happens next, in milliseconds since 1970; null if nothing will.</summary>
    public decimal? Next { get; private set; }

    /// <summary>All that the next step needs to know.</summary>
    public abstract string State { get; }

    protected JsonRow Row { get; }

    protected decimal? SoonestRepeat => _items.Min(item => item.Next);

    /// <summary>What the state says of items: which of them it lists differs.</summary>
    protected (string Name, string Json)[] Repeats(Func<IncludedItem, bool> isListed) =>
    [
        ("itemRepeatSchedule", JsonRow.Object(
            _items.Where(item => isListed(item.Item)).Select(item => (item.Item.Name, new JsonRow(
                ("quantity", item.Item.Grant["quantity"]),
                ("expiresWhen", item.Item.Grant["expiresWhen"]),
                ("repeatIntervalMs", JsonRow.Json(item.Item.Interval)),
                ("nextRepeatMillis", JsonRow.Json(item.Next))).Text)))),
        ("outstandingGrants", JsonRow.Array(_outstanding.Select(grant => grant.Text))),
        ("repeatCount", JsonRow.Json(_repeats)),
    ];

    /// <summary>Lets everything happen that is due.</summary>
    public void GoOnUntil(long clock)
    {
        Next = Begin(_events);
        for (var step = 0; Next <= clock && step < MostSteps; step++)
            Next = Go(Next.Value);
    }

    /// <summary>What happens at once. It returns when something happens next.</summary>
    protected abstract decimal? Begin(List<JsonRow> events);

    /// <summary>When something happens next, once the items that were due have been given.</summary>
    protected abstract decimal? AfterRepeat();

    /// <summary>The event that ends the purchase at a moment; null if it does not end then.</summary>
    protected virtual JsonRow? EndAt(decimal at) => null;

    /// <summary>What the event of a repetition says of its purchase.</summary>
    protected abstract string SourceType { get; }

    /// <summary>The grants that an end expires.</summary>
    protected string Expiring => JsonRow.Array(_outstanding.Where(grant => grant.Ends is not null).Select(grant => grant.AsExpiry));

    private decimal? Go(decimal at)
    {
        if (EndAt(at) is { } end)
        {
            _events.Add(end);
            return null;
        }

        Repeat(Math.Round(at, MidpointRounding.AwayFromZero));
        return AfterRepeat();
    }

    private void Repeat(decimal at)
    {
        var due = _items.Where(item => item.Next <= at).ToList();
        var ended = _outstanding.Where(grant => IsDue(grant) && grant.Ends == OutstandingGrant.WhenRepeated).ToList();
        _events.Add(new([
            ("type", "\"item-grant-repeat\""),
            ("sourceType", SourceType),
            ("sourceId", Row["id"]),
            .. Row.Only("tenancyId", "customerId", "customerType"),
            ("itemGrants", JsonRow.Array(due.Select(item => item.Item.Grant.Text))),
            ("previousGrantsToExpire", JsonRow.Array(ended.Select(grant => grant.AsExpiry))),
            ("paymentProvider", Purchases.Provider(Row)),
            ("effectiveAtMillis", JsonRow.Json(at)),
            ("createdAtMillis", JsonRow.Json(at))]));
        var transaction = $"igr:{JsonRow.Unquoted(Row["id"])}:{JsonRow.Json(at)}";
        // What nothing ends is forgotten as well, though it was not ended.
        _outstanding =
        [
            .. _outstanding.Where(grant => !IsDue(grant) || grant.Ends is { } ends && ends != OutstandingGrant.WhenRepeated),
            .. due.Select((item, index) => OutstandingGrant.Of(item.Item.Grant, transaction, ended.Count + index)),
        ];
        foreach (var item in due)
            item.Next += item.Item.Interval;
        _repeats++;

        bool IsDue(OutstandingGrant grant) => due.Exists(item => item.Item.Grant["itemId"] == grant.ItemId);
    }

    private sealed class ScheduledItem(IncludedItem item, decimal? next)
    {
        public IncludedItem Item => item;

        public decimal? Next { get; set; } = next;
    }
}

/// <summary>Something that a purchase gave and that can still be ended.</summary>
/// <param name="Text">What the state says of it.</param>
/// <param name="AsExpiry">What an event says of it that ends it.</param>
/// <param name="ItemId">The item, as a JSON text.</param>
/// <param name="Ends">What ends it; null is nothing.</param>
internal sealed record OutstandingGrant(string Text, string AsExpiry, string ItemId, string? Ends)
{
    public const string WhenRepeated = "\"when-repeated\"";

    /// <param name="grant">What was given.</param>
    /// <param name="transaction">The id of the transaction that is taken to have given it.</param>
    /// <param name="index">The place in it.</param>
    public static OutstandingGrant Of(JsonRow grant, string transaction, int index)
    {
        var ends = grant["expiresWhen"];
        return new(
            new JsonRow([("txnId", JsonRow.Json(transaction)), ("entryIndex", JsonRow.Json(index)), .. grant.Only(
                "itemId", "quantity", "expiresWhen")]).Text,
            new JsonRow([("transactionId", JsonRow.Json(transaction)), ("entryIndex", JsonRow.Json(index)), .. grant.Only(
                "itemId", "quantity")]).Text,
            grant["itemId"],
            ends == JsonRow.Null ? null : ends);
    }
}
