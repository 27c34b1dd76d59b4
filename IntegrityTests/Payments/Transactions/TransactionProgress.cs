using System.Text.Json;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Transactions;

/// <summary>Which transactions a list had so far: its cursor repeats (source: stack-auth/api.md, Transactions).</summary>
internal sealed class TransactionProgress
{
    private readonly SourceProgress[] _progress = [.. Enum.GetValues<TransactionSource>().Select(_ => new SourceProgress())];

    /// <summary>A cursor that names the last row of every source.</summary>
    public string Cursor => string.Join('|', _progress.Select(source => source.Last?.ToString() ?? ""));

    /// <summary>How far the list has come in a source.</summary>
    public SourceProgress this[TransactionSource source] => _progress[(int)source];

    /// <summary>Tells the new items of a page from those that were listed before.</summary>
    public (List<Transaction> New, List<Transaction> Repeated, List<int> Unreadable) Add(JsonElement items)
    {
        List<Transaction> @new = [];
        List<Transaction> repeated = [];
        List<int> unreadable = [];
        HashSet<Guid> ids = [];
        foreach (var (position, item) in items.EnumerateArray().Index())
        {
            if (Transaction.Read(item) is not { } transaction) unreadable.Add(position);
            else if (ids.Add(transaction.Id) && !this[transaction.Source].Includes(transaction)) @new.Add(transaction);
            else repeated.Add(transaction);
        }

        foreach (var source in @new.GroupBy(transaction => transaction.Source)) this[source.Key].Add([.. source]);
        return (@new, repeated, unreadable);
    }
}
