using IntegrityTests.Running;

namespace IntegrityTests.Checks.Database;

/// <summary>Asks an invariant's query, a second time if it finds something, and reports what both found.</summary>
internal sealed class InvariantVerification(CheckRow row, InvariantQuery query, Invariant invariant)
{
    /// <exception cref="NotVerifiedException">Its columns are not those of an invariant.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (await query.WhyUnfitAsync(invariant, cancel) is { } unfit) throw new NotVerifiedException(unfit);
        var first = await query.ReadAsync(invariant, cancel);
        if (first.OutOfScope > 0)
            row.Skip("rows of other projects", $"{first.OutOfScope} rows that break it belong to projects that are not in scope");
        if (first.InScope == 0) return;

        // The deployment may go on working meanwhile; that many rows are not a temporary state.
        if (first.IsComplete) await ReportAsync(await AgainAsync(first, cancel), 0, cancel);
        else await ReportAsync(first.Kept, first.InScope - first.Kept.Count, cancel);
    }

    private async Task<IReadOnlyList<OffendingRow>> AgainAsync(OffendingRows first, CancellationToken cancel)
    {
        var again = (await query.ReadAsync(invariant, cancel)).Kept.ToHashSet();
        var both = first.Kept.Where(again.Contains).ToList();
        if (both.Count < first.Kept.Count) row.Skip("changed meanwhile", "broke the invariant when first read, but not when read again");
        return both;
    }

    private async Task ReportAsync(IReadOnlyList<OffendingRow> rows, long more, CancellationToken cancel)
    {
        var names = await query.NamesAsync(rows, cancel);
        foreach (var found in rows)
            row.Report(Of(found.Subject, found.Detail) with
            {
                Project = found.Project,
                ProjectName = names.GetValueOrDefault(found.Project ?? ""),
            });
        if (more == 0) return;
        row.Report(Of($"invariant:{invariant.Code}", $"is broken by {more} more rows, which are not reported one by one"));
        row.Skip("rows beyond the first", $"only the first {InvariantQuery.MaxKept} rows that break an invariant are reported one by one");
    }

    private Finding Of(string subject, string message) =>
        new() { Code = invariant.Code, Severity = invariant.Severity, Subject = subject, Message = message };
}
