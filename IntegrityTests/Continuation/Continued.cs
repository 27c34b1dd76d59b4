using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Continuation;

/// <summary>
/// What earlier runs verified, and what this one adds: what is missing is verified first, then what was verified longest ago, and what was
/// verified lately not at all. There is one instance per run.
/// </summary>
/// <param name="file">What was verified.</param>
/// <param name="run">This run.</param>
/// <param name="maxAge">
/// How old a verification may be that is not made again; null: none is made again before everything was verified once.
/// </param>
internal sealed class Continued(CoverageFile file, VerifyingRun run, TimeSpan? maxAge) : IDisposable
{
    // Each walk over the rows costs time, so that runs that are near each other share one.
    private const int MaxWalks = 4;

    private long _kept;

    /// <summary>Why a source has no row although rows are stored.</summary>
    public const string AllKept = "all of its rows were verified by earlier runs";

    /// <summary>This run.</summary>
    public VerifyingRun Run => run;

    /// <summary>How many rows were not verified again.</summary>
    public long Kept => Interlocked.Read(ref _kept);

    /// <summary>When the first of the folder's runs began.</summary>
    public DateTimeOffset Began => file.Began!.Value;

    /// <summary>What is verified.</summary>
    public IReadOnlyList<CoveredRows> All => file.All;

    /// <summary>What is verified of a check and project.</summary>
    public CoveredRows Of(string check, string project, string kind) => file.Of(check, project, kind);

    /// <summary>Notes rows that were verified.</summary>
    public void Add(CoveredRows covered, string from, int rows, ulong digest) =>
        file.Add(covered, new VerifiedRange(from, rows, digest, run));

    /// <summary>Whether what a run verified counts for this one.</summary>
    public bool IsFresh(VerifyingRun verified) => verified == run
        || (verified.Suite == run.Suite && verified.Platform == run.Platform
            && (maxAge is null ? verified.Number >= file.Round : !IsOverdue(verified.Started)));

    /// <summary>Notes that everything was verified.</summary>
    public void EndRound() => file.EndRound(run);

    /// <summary>A check of all projects together came to its end.</summary>
    public void Complete(string check) => file.Complete(OfAll(check), run);

    /// <summary>When a check of all projects together last came to its end.</summary>
    public CoveredRows OfAll(string check) => Of(check, "", "");

    /// <summary>Whether a verification at that time is too old; never without a greatest age.</summary>
    public bool IsOverdue(DateTimeOffset verified) => maxAge is { } age && verified < run.Started - age;

    /// <summary>The rows to verify, in the order in which they are to be.</summary>
    /// <param name="context">The test case.</param>
    /// <param name="project">Whose rows.</param>
    /// <param name="kind">What they are, as their names begin.</param>
    /// <param name="walk">Walks over all of them, as often as it is asked.</param>
    /// <param name="nameOf">Names a row, as kind and id.</param>
    /// <param name="cancel">Cancels the walks.</param>
    public async IAsyncEnumerable<IReadOnlyList<T>> ChooseAsync<T>(
        CaseContext context,
        Project project,
        string kind,
        Func<IAsyncEnumerable<IReadOnlyList<T>>> walk,
        Func<T, string> nameOf,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var covered = Of(context.Check.Code, project.Id, kind);
        var known = covered.Ranges;
        var met = new HashSet<VerifiedRange>(ReferenceEqualityComparer.Instance);
        var walks = new RangeWalk(covered);
        await foreach (var page in walks.ChooseAsync(walk(), nameOf, IsMissing, cancel)) yield return page;

        file.Complete(covered, run);
        foreach (var lost in known.Where(range => !met.Contains(range) && covered.At(range.From) == range)) file.Remove(covered, lost.From);

        var stale = met.Select(range => range.Run).Where(earlier => !IsFresh(earlier)).Distinct()
            .OrderBy(earlier => earlier.Number).ToList();
        foreach (var runs in stale.Chunk(Math.Max(1, (stale.Count + MaxWalks - 1) / MaxWalks)))
        {
            await foreach (var page in walks.ChooseAsync(walk(), nameOf, range => range is not null && runs.Contains(range.Run), cancel))
                yield return page;
        }

        bool IsMissing(VerifiedRange? range)
        {
            if (range is null) return true;
            if (met.Add(range) && IsFresh(range.Run) && range.Run != run) Interlocked.Add(ref _kept, range.Rows);
            return false;
        }
    }

    public void Dispose() => file.Dispose();
}
