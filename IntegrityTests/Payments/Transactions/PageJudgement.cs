using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Payments.Transactions;

/// <summary>
/// What seems wrong with a page of transactions, and what really is: the deployment goes on working, so the page is asked for and the rows
/// are read once more, and only what is still wrong is reported.
/// </summary>
/// <param name="page">The page.</param>
/// <param name="isEnd">Whether it is the last one, after which nothing is listed.</param>
/// <param name="api">The API.</param>
/// <param name="reader">The rows.</param>
/// <param name="rules">How the list follows from the rows.</param>
/// <param name="reported">What was reported already: a list that repeats transactions does not repeat findings.</param>
internal sealed class PageJudgement(
    TransactionPage page, bool isEnd, ProjectApi api, TransactionReader reader, ITransactionRules rules, HashSet<Guid> reported)
{
    private readonly List<(Transaction Listed, List<Difference> Differences)> _altered = [];
    private readonly List<Transaction> _foreign = [];
    private readonly List<StoredTransaction> _missing = [];
    private readonly List<Transaction> _repeated = [];
    private readonly List<(Transaction First, Transaction Second)> _swapped = [];

    private int Count => _altered.Count + _foreign.Count + _missing.Count + _repeated.Count + _swapped.Count;

    /// <summary>Compares a listed transaction with its row.</summary>
    public void Compare(Transaction listed, StoredTransaction row)
    {
        if (reported.Contains(listed.Id)) return;
        var differences = Differences(listed.Body, row);
        if (differences.Count > 0) _altered.Add((listed, differences));
    }

    /// <summary>A listed transaction has no row.</summary>
    public void IsForeign(Transaction listed)
    {
        if (!reported.Contains(listed.Id)) _foreign.Add(listed);
    }

    /// <summary>A row should be on this page or one before, and is not.</summary>
    public void IsMissing(StoredTransaction row) => _missing.Add(row);

    /// <summary>A transaction is listed a second time, in a list that does not repeat any.</summary>
    public void IsRepeated(Transaction listed) => _repeated.Add(listed);

    /// <summary>Two transactions stand in the wrong order.</summary>
    public void AreSwapped(Transaction first, Transaction second) => _swapped.Add((first, second));

    /// <summary>Looks again and reports.</summary>
    public async Task ReportAsync(CancellationToken cancel)
    {
        foreach (var position in page.Unreadable)
            Findings.Report(page.Response, "has a transaction of an undocumented kind", $"$.transactions[{position}]");
        if (Count == 0) return;

        var response = await api.GetAsync(page.Response.Subject, page.Response.Endpoint, cancel);
        if (!TransactionList.TryRead(response, out var items, out var next))
        {
            // Nothing says any more that the page was wrong, and nothing that it was right.
            throw new NotVerifiedException(
                $"A page of transactions differs from the rows, and could not be had again: {response.Endpoint} answers "
                + $"{response.Summary}.");
        }

        var again = new Dictionary<(TransactionSource, Guid), (int Position, Transaction Listed)>();
        foreach (var (position, item) in items.EnumerateArray().Index())
            if (Transaction.Read(item) is { } listed) again.TryAdd(listed.Key, (position, listed));
        var rows = await ReadAgainAsync(cancel);
        var behind = await rules.NotCarriedOverAsync(api.Project.TenancyId!.Value, rows.Values, cancel);

        foreach (var (listed, differences) in _altered)
        {
            if (!again.TryGetValue(listed.Key, out var now) || !rows.TryGetValue(listed.Key, out var row)) continue;
            if (behind.Contains(row.Id)) Skip(row);
            else ReportAltered(response, now, row, differences);
        }

        // No row of a transaction is ever deleted: one that is not there is somebody else's.
        foreach (var listed in _foreign.Where(listed => !rows.ContainsKey(listed.Key)))
            Report(
                response,
                listed.Id,
                $"is in the list of transactions, but is not stored as {Name(listed.Source)}"
                + (again.ContainsKey(listed.Key) ? "" : " (it was so once; asked again, the list did not have it)"));

        foreach (var listed in _repeated.Where(listed => again.ContainsKey(listed.Key)))
            Report(response, listed.Id, "is in the list of transactions a second time");

        foreach (var (first, second) in _swapped.Where(pair => AreStillSwapped(pair.First, pair.Second, again)))
            if (!reported.Contains(first.Id))
                Report(response, second.Id, $"stands in the list of transactions behind transaction {first.Id}, but is newer");

        var oldest = isEnd || next is null
            ? long.MinValue
            : again.Values.Select(item => item.Listed.CreatedAtMillis).DefaultIfEmpty(long.MaxValue).Min();
        // A row of the oldest millisecond may follow on the next page, where new transactions moved it.
        foreach (var row in _missing.Where(row => StoredSource.MillisOf(row) > oldest))
        {
            if (again.ContainsKey(row.Key) || !rows.ContainsKey(row.Key)) continue;
            if (behind.Contains(row.Id)) Skip(row);
            else ReportMissing(response, row);
        }
    }

    // One fact is reported by one check.
    private void Skip(StoredTransaction row)
    {
        if (reported.Add(row.Id)) api.Row.Skip("a transaction", "the payments engine does not have its row as it is (see BDZ001)");
    }

    private void ReportMissing(ApiResponse response, StoredTransaction row) => Report(
        response,
        row.Id,
        $"is stored as {row.Name} of {row.Subject}, but the list of transactions does not have it where its time puts it");

    // The first one may be on the page before.
    private bool AreStillSwapped(
        Transaction first, Transaction second, Dictionary<(TransactionSource, Guid), (int Position, Transaction Listed)> again) =>
        again.TryGetValue(second.Key, out var later)
        && (again.TryGetValue(first.Key, out var sooner)
            ? sooner.Position < later.Position && rules.AreSwapped(sooner.Listed, later.Listed)
            : rules.AreSwapped(first, later.Listed));

    private void ReportAltered(
        ApiResponse response, (int Position, Transaction Listed) now, StoredTransaction row, List<Difference> differences)
    {
        var first = differences.ToLookup(difference => difference.Path);
        foreach (var difference in Differences(now.Listed.Body, row))
        {
            if (!first[difference.Path].Any(before => JsonNode.DeepEquals(before.Expected, difference.Expected))) continue;
            Findings.Report(
                response with { Subject = Subject(row.Id) },
                difference with
                {
                    Path = $"$.transactions[{now.Position}]{difference.Path}",
                    Message = $"{difference.Message} ({row.Name} of {row.Subject})",
                });
            reported.Add(row.Id);
        }
    }

    private List<Difference> Differences(JsonElement listed, StoredTransaction row)
    {
        var differences = new List<Difference>();
        rules.Compare(row, listed, "", differences);
        return differences;
    }

    private void Report(ApiResponse response, Guid id, string message)
    {
        if (reported.Add(id)) Findings.Report(response with { Subject = Subject(id) }, message, value: FindingValue.Of(message));
    }

    private async Task<Dictionary<(TransactionSource, Guid), StoredTransaction>> ReadAgainAsync(CancellationToken cancel)
    {
        var keys = _altered.Select(pair => pair.Listed.Key)
            .Concat(_foreign.Select(listed => listed.Key))
            .Concat(_missing.Select(row => row.Key));
        var rows = new Dictionary<(TransactionSource, Guid), StoredTransaction>();
        foreach (var source in keys.GroupBy(key => key.Source, key => key.Id))
        {
            var found = await reader.FindAsync(api.Project.TenancyId!.Value, source.Key, [.. source], cancel);
            foreach (var row in found.Where(rules.Lists)) rows[row.Key] = row;
        }

        return rows;
    }

    private static string Subject(Guid id) => $"transaction:{id}";

    private static string Name(TransactionSource source) => source switch
    {
        TransactionSource.Subscription => "a subscription",
        TransactionSource.ItemQuantityChange => "an item quantity change",
        TransactionSource.OneTimePurchase => "a one-time purchase",
        _ => "a renewal",
    };
}
