using System.Globalization;
using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Engine;

/// <summary>
/// What happened to a customer by the engine's clock: its rows as transactions, with the repetitions and ends that were due (source:
/// docs/platform.md, Engine). A start, a purchase, a change and a refund exist at once, whatever their date; a repetition or an end
/// exists when the clock has reached it.
/// </summary>
/// <param name="clock">The engine's clock, in milliseconds since 1970.</param>
/// <param name="isMeant">
/// Whether a repetition ends the grants of a one-time purchase that it means, and not, as the engine does, the entries that stand where
/// they would if every purchase had been paid. Default: false.
/// </param>
internal sealed class CustomerEvents(long clock, bool isMeant = false)
{
    // Where one row has more to catch up with, the platform's engine gives up as well.
    private const int MaxEventsOfRow = 10_000;

    // A customer's 100,000 item changes and as much again; tens of megabytes.
    private const int MaxEntries = 250_000;

    private readonly List<EngineTransaction> _transactions = [];
    private int _entries;

    /// <summary>All transactions, in no order.</summary>
    public IReadOnlyList<EngineTransaction> Transactions => _transactions;

    /// <summary>The next moment at which something happens that does not exist yet; null: nothing is scheduled.</summary>
    public long? Next { get; private set; }

    /// <summary>Why they cannot be computed, as a sentence without its full stop; null when they can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Why at least the quantities of items cannot be computed; null when they can.</summary>
    public string? QuantityProblem { get; private set; }

    /// <summary>Notes why rows are missing, if any are.</summary>
    public void Lack(string? why) => Problem ??= why;

    /// <summary>Adds a subscription: its start, its repetitions and its end.</summary>
    public void Add(StoredSubscription row)
    {
        if (!AreReadable("a subscription", row.CreatedAt, row.EndedAt, row.PeriodEnd)) return;
        if (ItemsOf(row.Product) is not { } items || HasCharge(row.Product, row.PriceId) is not { } hasCharge) return;
        var start = $"sub-start:{row.Id}";
        var first = !row.IsTestMode && hasCharge ? 3 : 2;
        var createdAt = row.CreatedAt.UnixMilliseconds;
        var endedAt = row.EndedAt?.UnixMilliseconds;
        var schedule = new GrantSchedule(items, row.Quantity, createdAt, start, first);
        Add(new EngineTransaction(
            start, $"2:{row.Id}:1:1:1", createdAt, Bought(new ProductGrant(row.ProductId, row.Product, row.Quantity), 1, first, schedule)));

        // An end that no repetition can precede is not scheduled, even where it lies in the future.
        var isImmediate = !schedule.Repeats && endedAt < row.PeriodEnd?.UnixMilliseconds;
        for (var number = 2; (schedule.Next ?? endedAt) is not null && CanGoOn(number); number++)
        {
            if (endedAt is { } end && !(schedule.Next < end))
            {
                if (isImmediate || IsDue(end)) Add(End(row, number, end, schedule));
                return;
            }

            if (!IsDue(schedule.Next!.Value)) return;
            AddRepeat($"{row.Id}", $"4:0:{row.Id}:{number}:1:1", schedule);
        }
    }

    /// <summary>Adds a one-time purchase: itself, and its repetitions.</summary>
    public void Add(StoredOneTimePurchase row)
    {
        if (!AreReadable("a one-time purchase", row.CreatedAt, row.RevokedAt)) return;
        if (ItemsOf(row.Product) is not { } items || HasCharge(row.Product, row.PriceId) is not { } hasCharge) return;
        var purchase = $"otp:{row.Id}";
        var createdAt = row.CreatedAt.UnixMilliseconds;
        // The engine takes every purchase outside test mode for one that was paid, and then ends another entry than the one it means.
        var first = !row.IsTestMode && hasCharge ? 2 : 1;
        var schedule = new GrantSchedule(items, row.Quantity, createdAt, purchase, isMeant ? first : row.IsTestMode ? 1 : 2);
        var grant = new ProductGrant(row.ProductId, row.Product, row.Quantity);
        Add(new EngineTransaction(purchase, $"5:{row.Id}:1:1", createdAt, Bought(grant, 0, first, schedule)));
        for (var number = 1; schedule.Next is { } next && !(next > row.RevokedAt?.UnixMilliseconds) && CanGoOn(number); number++)
        {
            if (!IsDue(next)) return;
            AddRepeat($"{row.Id}", $"4:1:{row.Id}:{number}:1:1", schedule);
        }
    }

    /// <summary>Adds an item change that somebody made.</summary>
    public void Add(StoredItemChange row)
    {
        if (!AreReadable("an item change", row.CreatedAt, row.ExpiresAt)) return;
        Add(new EngineTransaction(
            $"miqc:{row.Id}",
            $"6:{row.Id}:1:1",
            row.CreatedAt.UnixMilliseconds,
            [new ItemChange(row.ItemId, row.Quantity, ItemExpiry.Never, row.ExpiresAt?.UnixMilliseconds)]));
    }

    /// <summary>Adds a refund.</summary>
    public void Add(StoredRefund refund)
    {
        if (refund.At is not { } at)
        {
            Problem ??= "a refund has no time";
            return;
        }

        var entries = new List<Entry>();
        foreach (var product in refund.Products)
        {
            while (entries.Count < product.Index) entries.Add(Entry.Other);
            entries.Add(new ProductRevocation(product.ProductId, product.Quantity));
        }

        Add(new EngineTransaction($"{refund.Row[(refund.Row.LastIndexOf(':') + 1)..]}:refund", $"7:{refund.Row}:1", at, entries));
    }

    /// <summary>Whether the engine writes an entry about money; null where it refuses an amount of the price.</summary>
    /// <param name="product">The snapshot of what was bought.</param>
    /// <param name="priceId">The price; null: nothing was paid.</param>
    internal static bool? IsCharged(Product product, string? priceId)
    {
        if (priceId is null || product.Price(priceId) is not { } price) return false;
        var amounts = price.EnumerateObject()
            .Where(part => part.Name is not ("interval" or "serverOnly" or "freeTrial"))
            .Select(part => part.Value.ValueKind == JsonValueKind.String ? part.Value.GetString()! : part.Value.GetRawText())
            // Amounts are the texts that begin like numbers.
            .Where(text => text.AsSpan(text.StartsWith('-') ? 1 : 0) is [>= '0' and <= '9', ..])
            .ToList();
        return amounts.TrueForAll(amount => double.TryParse(amount, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? amounts.Count > 0
            : null;
    }

    private static List<Entry> Bought(ProductGrant grant, int index, int firstItem, GrantSchedule schedule)
    {
        var entries = new List<Entry>();
        while (entries.Count < firstItem) entries.Add(entries.Count == index ? grant : Entry.Other);
        entries.AddRange(schedule.Changes);
        return entries;
    }

    private static EngineTransaction End(StoredSubscription row, int number, long at, GrantSchedule schedule) => new(
        $"sub-end:{row.Id}",
        $"3:{row.Id}:{number}:1:1",
        at,
        [Entry.Other, new ProductRevocation(row.ProductId, row.Quantity), .. schedule.End()]);

    private void AddRepeat(string source, string row, GrantSchedule schedule)
    {
        var at = schedule.Next!.Value;
        var id = $"igr:{source}:{at}";
        Add(new EngineTransaction(id, row, at, schedule.Repeat(at, id)));
    }

    private void Add(EngineTransaction transaction)
    {
        _entries += transaction.Entries.Count;
        if (_entries > MaxEntries) Problem ??= $"the payments engine has more than {MaxEntries} entries of the customer";
        if (Problem is null) _transactions.Add(transaction);
    }

    private bool? HasCharge(Product product, string? priceId)
    {
        var isCharged = IsCharged(product, priceId);
        if (isCharged is null) Problem ??= "a purchase has a price whose amount is not a number, which the platform's engine refuses";
        return isCharged;
    }

    private bool IsDue(long at)
    {
        if (at <= clock) return true;
        if (Next is null || at < Next) Next = at;
        return false;
    }

    private bool CanGoOn(int events)
    {
        if (events <= MaxEventsOfRow) return Problem is null;
        Problem ??= $"a purchase has more than {MaxEventsOfRow} repetitions, which the platform's engine refuses";
        return false;
    }

    private bool AreReadable(string what, params ReadOnlySpan<StoredTime?> times)
    {
        foreach (var time in times)
            if (time is { IsInfinite: true }) Problem ??= $"{what} has a time that is infinite";
        return Problem is null;
    }

    private IReadOnlyList<SnapshotItem>? ItemsOf(Product product)
    {
        var items = SnapshotItem.Of(product);
        const string Whose = "the product of a purchase includes an item whose";
        foreach (var item in items)
        {
            if (item.QuantityProblem is { } quantity) QuantityProblem ??= $"{Whose} {quantity}";
            if (item.IntervalProblem is { } interval) Problem ??= $"{Whose} {interval}";
        }

        return Problem is null ? items : null;
    }
}
