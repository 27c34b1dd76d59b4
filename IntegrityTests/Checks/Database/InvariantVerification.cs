using System.Text.RegularExpressions;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.Database;

/// <summary>Asks an invariant's query, a second time if it finds something, and reports what both found.</summary>
/// <param name="row">Where it is reported.</param>
/// <param name="query">The query of invariants.</param>
/// <param name="invariant">The invariant.</param>
/// <param name="plan">
/// Plans the repairs of what was reported as damage, given its subjects; null: none are planned. What the platform itself leaves behind is
/// none of them.
/// </param>
internal sealed partial class InvariantVerification(
    CheckRow row, InvariantQuery query, Invariant invariant, Func<IReadOnlyCollection<string>, CancellationToken, Task>? plan = null)
{
    /// <summary>Rows of one invariant that are kept and reported one by one; the others are counted.</summary>
    public const int MaxKept = 1000;

    /// <exception cref="NotVerifiedException">Its columns are not those of an invariant.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (invariant.IsOwn && await query.WhyUnfitAsync(invariant, cancel) is { } unfit) throw new NotVerifiedException(unfit);
        var (first, count, outOfScope) = await ReadAsync(cancel);
        if (outOfScope > 0)
            row.Skip("rows of other projects", $"{Quantity.Of(outOfScope, "finding")} in projects that are not in scope");
        if (count == 0) return;

        // The deployment may go on working meanwhile; more rows than are kept are not a temporary state.
        if (count == first.Count) await ReportBothAsync(first, cancel);
        else await ReportManyAsync(cancel);
    }

    private async Task<(List<OffendingRow> Kept, long Count, long OutOfScope)> ReadAsync(CancellationToken cancel)
    {
        var kept = new List<OffendingRow>();
        var count = 0L;
        var outOfScope = await query.ReadAsync(
            invariant,
            found =>
            {
                if (++count <= MaxKept) kept.Add(found);
            },
            cancel);
        return (kept, count, outOfScope);
    }

    private async Task ReportBothAsync(List<OffendingRow> first, CancellationToken cancel)
    {
        var again = (await ReadAsync(cancel)).Kept.ToHashSet();
        var both = first.Where(again.Contains).ToList();
        if (both.Count < first.Count) row.Skip("changed meanwhile", "broke the invariant when first read, but not when read again");
        both.ForEach(Report);
        await PlanAsync(both, cancel);
    }

    private Task PlanAsync(IEnumerable<OffendingRow> reported, CancellationToken cancel) =>
        plan?.Invoke(reported.Where(found => found.Cause is null).Select(found => found.Subject).ToHashSet(), cancel) ?? Task.CompletedTask;

    // Of severity info all are counted.
    private async Task ReportManyAsync(CancellationToken cancel)
    {
        var others = 0;
        var reported = new List<OffendingRow>();
        await query.ReadAsync(
            invariant,
            found =>
            {
                if (SeverityOf(found) == Severity.Info || ++others <= MaxKept) Report(found);
                if (found.Cause is null && reported.Count < MaxKept) reported.Add(found);
            },
            cancel);
        await PlanAsync(reported, cancel);
        var more = others - MaxKept;
        if (more <= 0) return;
        row.Report(Of($"invariant:{invariant.Code}", $"is broken by {more} more rows, which are not reported one by one"));
        row.Skip("rows beyond the first", $"only the first {MaxKept} rows that break an invariant are reported one by one");
    }

    // The projects that a deployment deleted are many; what is left of them is one line.
    private void Report(OffendingRow found) => row.Report(Of(found.Subject, found.Detail) with
    {
        Severity = SeverityOf(found),
        Cause = found.Cause,
        Project = found.HasProject || SeverityOf(found) != Severity.Info ? found.Project : null,
        ProjectName = found.ProjectName,
    });

    private Severity SeverityOf(OffendingRow found) => found.Cause is null ? invariant.Severity : Severity.Info;

    private Finding Of(string subject, string message) =>
        new()
        {
            Code = invariant.Code,
            Severity = invariant.Severity,
            Subject = subject,
            Message = message,
            Value = FindingValue.Of(message),
            Root = RootOf(message),
        };

    private static string? RootOf(string message) =>
        Lost().Match(message) is { Success: true } lost ? lost.Groups["row"].Value
        : NoMember().Match(message) is { Success: true } member ? $"member:{member.Groups["team"].Value}/{member.Groups["user"].Value}"
        : null;

    // How the rules say it: "is of user:ID, who does not exist", "has user:ID as a member, who does not exist".
    [GeneratedRegex(@"(?<row>[a-z][a-z-]*:[^\s,]+)[^,:]*, (?:who|which) does not exist")]
    private static partial Regex Lost();

    [GeneratedRegex(@"user:(?<user>[^\s,]+), who is not a member of team:(?<team>[^\s,]+)")]
    private static partial Regex NoMember();
}
