using IntegrityTests.Deployment.Api;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Payments.Transactions;

/// <summary>
/// Compares the transactions list with the stored rows while both stream, newest first: each page with the rows of the same time. A list
/// that does not end, or differs too much, is given up, and the rest of it counted as skipped.
/// </summary>
internal sealed class TransactionComparison(ProjectApi api, TransactionReader reader, ITransactionRules rules)
{
    private const int MaxFindings = 1_000;
    private const int MaxBreaks = 100;
    private const int Narrowing = 4;
    private readonly TransactionList _list = new(api, rules);
    private readonly Dictionary<TransactionSource, StoredSource> _sources = [];
    private readonly Guid _tenancy = api.Project.TenancyId!.Value;
    private readonly HashSet<Guid> _reported = [];
    private Transaction? _last;
    private int _breaks;
    private bool _wentInCircles;

    /// <summary>Compares all pages, and reports.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await OpenAsync(cancel);
            if (await CompareAsync(cancel) is { } lastPage) await FinishAsync(lastPage, cancel);
        }
        finally
        {
            foreach (var source in _sources.Values) await source.DisposeAsync();
        }
    }

    // The rows first: what is created from now on is listed too, but cannot be missing.
    private async Task OpenAsync(CancellationToken cancel)
    {
        foreach (var source in Enum.GetValues<TransactionSource>())
        {
            if (reader.WhyUnreadable(source) is { } reason)
            {
                api.Row.Skip("transactions of one kind against rows", reason);
                continue;
            }

            _sources[source] = new StoredSource(
                reader.NewestFirstAsync(_tenancy, source, cancel).Where(rules.Lists).GetAsyncEnumerator(cancel));
            await _sources[source].PeekAsync(1);
        }
    }

    // Null when the list was given up.
    private async Task<TransactionPage?> CompareAsync(CancellationToken cancel)
    {
        TransactionPage? last = null;
        while (await _list.NextAsync(cancel) is { } page)
        {
            if (!page.IsPage)
            {
                if (await NarrowAsync(page.Response)) continue;
                return null;
            }

            if (page.IsNamedInVain && !rules.MayRepeat)
                Findings.Report(page.Response, "has no transaction, although the page before names it as the next one");
            // In pages that were made smaller, sources are left out and begin again: those circles are our own.
            if (page.GoesInCircles && _list.Limit == TransactionList.PageSize && !_wentInCircles) ReportCircles(page.Response);
            _list.Limit = Math.Min(TransactionList.PageSize, _list.Limit * Narrowing);
            await (await JudgeAsync(page, cancel)).ReportAsync(cancel);
            if (IsTooMuch()) return null;
            last = page;
        }

        return last;
    }

    private async Task<PageJudgement> JudgeAsync(TransactionPage page, CancellationToken cancel)
    {
        var judgement = new PageJudgement(page, isEnd: false, api, reader, rules, _reported);
        foreach (var listed in page.New.GroupBy(transaction => transaction.Source))
        {
            if (!_sources.TryGetValue(listed.Key, out var source)) continue;
            var misplaced = new List<Transaction>();
            foreach (var transaction in listed)
            {
                if (await source.TakeAsync(transaction) is { } row) judgement.Compare(transaction, row);
                else misplaced.Add(transaction);
            }

            await LookUpAsync(judgement, source, listed.Key, misplaced, cancel);
            await foreach (var row in source.PassedAsync(_list.ProgressOf(listed.Key).Millis).Take(MaxFindings)) judgement.IsMissing(row);
        }

        foreach (var listed in page.Repeated.GroupBy(transaction => transaction.Source))
            if (_sources.TryGetValue(listed.Key, out var source)) await LookUpAsync(judgement, source, listed.Key, [.. listed], cancel);
        JudgeOrder(page, judgement);
        return judgement;
    }

    private void JudgeOrder(TransactionPage page, PageJudgement judgement)
    {
        if (!rules.MayRepeat)
            foreach (var listed in page.Repeated) judgement.IsRepeated(listed);
        foreach (var listed in page.New)
        {
            if (_last is not null && rules.AreSwapped(_last, listed)) judgement.AreSwapped(_last, listed);
            _last = listed;
        }
    }

    private async Task LookUpAsync(
        PageJudgement judgement, StoredSource source, TransactionSource kind, List<Transaction> listed, CancellationToken cancel)
    {
        var found = await reader.FindAsync(_tenancy, kind, [.. listed.Select(transaction => transaction.Id)], cancel);
        var rows = found.Where(rules.Lists).ToDictionary(row => row.Id);
        foreach (var transaction in listed)
        {
            if (!rows.TryGetValue(transaction.Id, out var row))
            {
                judgement.IsForeign(transaction);
                continue;
            }

            if (StoredSource.MillisOf(row) <= _list.ProgressOf(kind).Millis) source.ListedElsewhere(transaction.Id);
            judgement.Compare(transaction, row);
        }
    }

    // A smaller page, and finally a page that begins after the row that breaks it: one whose snapshot is not a product.
    private async Task<bool> NarrowAsync(ApiResponse broken)
    {
        if (_list.Limit > 1)
        {
            _list.Limit = Math.Max(1, _list.Limit / Narrowing);
            return true;
        }

        var next = new List<StoredTransaction>();
        // The backend reads one row more than it is asked for.
        foreach (var source in _sources.Values) next.AddRange(await source.PeekAsync(2));
        if (next.Where(row => rules.WhyNotServed(row) is not null).MaxBy(StoredSource.MillisOf) is not { } row)
        {
            Findings.Report(broken, $"should answer 200, but answers {broken.Summary}");
            return GiveUp("a page cannot be served");
        }

        Findings.Report(
            broken with { Subject = $"transaction:{row.Id}" },
            $"the list cannot be served where it contains {row.Name} of {row.Subject}, {rules.WhyNotServed(row)}: it should answer 200, "
                + $"but answers {broken.Summary}");
        _reported.Add(row.Id);
        await PassOverAsync(row);
        return ++_breaks < MaxBreaks || GiveUp("the list breaks too often");
    }

    private async Task PassOverAsync(StoredTransaction row)
    {
        var others = -1;
        foreach (var source in _sources.Values) others += await source.PassOverAsync(other => rules.IsLeftBehind(other, row));
        for (var i = 0; i < others; i++) api.Row.Skip("a transaction", "it stands beside one that keeps the list from being served");
        _list.PassOver(row.Source, row.Id, StoredSource.MillisOf(row));
    }

    private void ReportCircles(ApiResponse response)
    {
        _wentInCircles = true;
        api.Row.Report(
            api.Project,
            response.Subject,
            $"the list of transactions goes in circles: {response.Endpoint} lists nothing new, but names a next page; a client that "
                + "follows it never ends, and never sees the rest",
            severity: Severity.Warning,
            isNamedBySubject: true);
    }

    // What is still unlisted should have been: the last page stands for where.
    private async Task FinishAsync(TransactionPage lastPage, CancellationToken cancel)
    {
        var judgement = new PageJudgement(lastPage with { Unreadable = [] }, isEnd: true, api, reader, rules, _reported);
        foreach (var source in _sources.Values)
            await foreach (var row in source.PassedAsync(long.MinValue).Take(MaxFindings)) judgement.IsMissing(row);
        await judgement.ReportAsync(cancel);
    }

    private bool IsTooMuch() => _reported.Count >= MaxFindings && !GiveUp("it is too different");

    private bool GiveUp(string why)
    {
        api.Row.Skip("the rest of a list of transactions", why);
        return false;
    }
}
