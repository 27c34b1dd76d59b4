using System.Text.Encodings.Web;
using System.Text.Json;
using SampleDeployment.Api.Engine.Transactions;

namespace SampleDeployment.Api.Engine.Balances;

/// <summary>A change of one item, in the form that balances are computed of.</summary>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Id">The engine's id of it, which decides among those of one moment.</param>
/// <param name="Item">The item.</param>
/// <param name="Quantity">How much; none marks a moment at which something ends.</param>
/// <param name="Ends">When it ends; null is never.</param>
internal readonly record struct Change(long At, string Id, string Item, decimal Quantity, long? Ends);

/// <summary>Makes dated changes of what happened to a customer.</summary>
/// <param name="tenancy">The tenancy that the customer is in.</param>
/// <param name="customer">The customer.</param>
/// <param name="history">All that happened to the customer.</param>
internal sealed class Changes(Guid tenancy, Payments.Customers.Customer customer, IEnumerable<Transaction> history)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Placed<ItemGrant>> _grants = [.. Placed<ItemGrant>.In(history)];

    private readonly ILookup<(string Transaction, int Index), Placed<ItemExpiry>> _expiries = Placed<ItemExpiry>.In(history)
        .ToLookup(expiry => (expiry.Entry.Transaction, expiry.Entry.Index));

    /// <summary>In the order in which they are applied.</summary>
    public IEnumerable<Change> InOrder() =>
        Merged().Concat(_grants.Where(grant => !grant.Entry.IsPermanent).SelectMany(Dated))
            .OrderBy(change => change.At)
            .ThenBy(change => change.Id, StringComparer.Ordinal);

    // What never ends is added up between any two moments at which something of the customer ends, whatever item that is of.
    private IEnumerable<Change> Merged()
    {
        var ends = _expiries.SelectMany(target => target).Select(expiry => expiry.At).Order().ToArray();
        return _grants.Where(grant => grant.Entry.IsPermanent)
            .GroupBy(grant => (grant.Entry.Item, Window: Window(ends, grant.At)))
            .Select(window =>
            {
                var first = window.OrderBy(grant => grant.At).ThenBy(grant => grant.RowId, StringComparer.Ordinal).First();
                return new Change(
                    first.At,
                    $"1:7:{first.RowId}:1:1:1:1:1:1",
                    window.Key.Item,
                    window.Sum(grant => grant.Entry.Quantity),
                    null);
            });
    }

    // How many ends there are until a moment, which belongs to the time after an end.
    private static int Window(long[] ends, long at)
    {
        var (from, to) = (0, ends.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = ends[middle] <= at ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    private IEnumerable<Change> Dated(Placed<ItemGrant> grant)
    {
        var (item, quantity) = (grant.Entry.Item, grant.Entry.Quantity);
        var named = _expiries[(grant.Transaction, grant.Index)].OrderBy(expiry => expiry.RowId, StringComparer.Ordinal)
            .Select(expiry => (expiry.At, expiry.Entry.Quantity))
            .ToList();
        var id = $"0:{Text([$"8:{grant.RowId}:1:1:1", named.Count == 0 ? null : Target(grant)])}:1:";
        // What is taken is taken for good.
        if (quantity < 0)
            return [new(grant.At, id + "1", item, quantity, null)];

        if (grant.Entry.ExpiresAt is { } own)
            named.Add((own, quantity));
        var changes = new List<Change>();
        foreach (var (at, part) in named)
        {
            var used = Math.Min(quantity, part);
            quantity -= used;
            if (at > grant.At)
                Add(grant.At, used, at);
        }

        Add(grant.At, quantity, null);
        foreach (var (at, _) in named.Where(expiry => expiry.At > grant.At))
            Add(at, 0, null);
        return changes;

        void Add(long at, decimal quantity, long? ends) => changes.Add(new(at, $"{id}{changes.Count + 1}", item, quantity, ends));
    }

    // The engine's group of the entries that end a change, as the database writes it.
    private string Target(Placed<ItemGrant> grant) =>
        $"{{\"tenancyId\": \"{tenancy}\", \"customerId\": {Text(customer.Id)}, \"customerType\": \"{customer.Type}\", "
        + $"\"adjustedEntryIndex\": {grant.Index}, \"adjustedTransactionId\": \"{grant.Transaction}\"}}";

    private static string Text(string?[] row) => $"[{Text(row[0])}, {Text(row[1])}]";

    private static string Text(string? text) => JsonSerializer.Serialize(text, Plain);
}

/// <summary>An entry in its place.</summary>
/// <param name="At">When its transaction happened.</param>
/// <param name="Transaction">The transaction's id.</param>
/// <param name="Index">Its place there, from 0.</param>
/// <param name="RowId">The engine's id of the transaction and of the place.</param>
/// <param name="Entry">What it does.</param>
internal sealed record Placed<T>(long At, string Transaction, int Index, string RowId, T Entry)
{
    public static IEnumerable<Placed<T>> In(IEnumerable<Transaction> history) =>
        from transaction in history
        from entry in transaction.Entries.Select((entry, index) => (entry, index))
        where entry.entry is T
        select new Placed<T>(
            transaction.At, transaction.Id, entry.index, $"{transaction.RowId}:{entry.index + 1}", (T)(object)entry.entry);
}
