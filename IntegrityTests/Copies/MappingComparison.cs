using IntegrityTests.Copies.Reading;
using IntegrityTests.Copies.Rules;

namespace IntegrityTests.Copies;

/// <summary>
/// Compares a mapping of a tenancy: first the digests of its rows, and only where these differ the rows, key by key. ClickHouse is read
/// before PostgreSQL each time. What differs is read again after a while.
/// </summary>
/// <param name="plan">The mapping.</param>
/// <param name="tenancy">The tenancy.</param>
/// <param name="copy">ClickHouse.</param>
/// <param name="source">PostgreSQL.</param>
/// <param name="patience">Waits for what is on its way: a standby that is behind, a copy that is being made.</param>
public sealed class MappingComparison(
    Plan plan, TenancyKey tenancy, ICopy copy, ISource source, Func<CancellationToken, Task> patience)
{
    // Beyond, most of the rows are read anyway.
    private const int MostBuckets = 128;
    private const int KeysOfSecondLook = 200;

    private readonly Content _content = new(plan.Columns);

    /// <summary>Compares.</summary>
    /// <param name="copied">The greatest sequence id that was copied, read before; null: nothing was.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <exception cref="RowsOutOfOrderException">An answer is not what was asked for.</exception>
    public async Task<MappingResult> CompareAsync(long? copied, CancellationToken cancel)
    {
        var copies = await copy.DigestsAsync(plan, tenancy, cancel);
        var sources = await source.DigestsAsync(plan, tenancy, copied, cancel);
        var state = await source.StateAsync(tenancy, cancel);
        if (copied is null && copies.Count == 0) return NothingCopied(sources, state.IsRequested);

        var known = copies.ToDictionary(digest => digest.Bucket);
        var equal = sources.Where(digest => known.TryGetValue(digest.Bucket, out var other)
            && other.Count == digest.Count && other.Sum == digest.Sum && (digest.Uncopied == 0 || state.IsRequested)).ToList();
        var buckets = known.Keys.Union(sources.Select(digest => digest.Bucket)).Except(equal.Select(digest => digest.Bucket)).ToList();
        var first = new MappingResult(plan.Mapping);
        first.Count(Verdict.Waits, equal.Sum(digest => digest.Waiting));
        if (buckets.Count == 0) return first;

        await CompareAsync(buckets.Count > MostBuckets ? Part.All : new Part(buckets, null), copied, first, null, cancel);
        return first.Kept.Count == 0 ? first : await LookAgainAsync(first, cancel);
    }

    private MappingResult NothingCopied(IReadOnlyList<SourceDigest> sources, bool isRequested)
    {
        var result = new MappingResult(plan.Mapping) { WasNeverCopied = true };
        var uncopied = sources.Sum(digest => digest.Uncopied);
        result.Count(Verdict.Waits, sources.Sum(digest => digest.Waiting) - (isRequested ? 0 : uncopied));
        if (!isRequested) result.Count(Verdict.Behind, uncopied);
        return result;
    }

    private async Task<MappingResult> LookAgainAsync(MappingResult first, CancellationToken cancel)
    {
        await patience(cancel);
        var copied = (await copy.CopiedAsync(tenancy, cancel)).TryGetValue(plan.Mapping.Name, out var id) ? id : (long?)null;
        var again = new MappingResult(plan.Mapping);
        foreach (var keys in first.Kept.Select(differing => differing.Key).Chunk(KeysOfSecondLook))
        {
            var part = new Part(null, [.. keys.Select(key => key[0]).Distinct()]);
            await CompareAsync(part, copied, again, [.. keys.Select(Joined)], cancel);
        }

        var result = new MappingResult(plan.Mapping) { ChangedMeanwhile = first.Kept.Count - again.Kept.Count };
        foreach (var differing in again.Kept) result.Add(differing);
        result.Count(Verdict.Waits, first.Count(Verdict.Waits) + again.Count(Verdict.Waits));
        result.Count(Verdict.TeamIsGone, first.Count(Verdict.TeamIsGone));
        // More than are kept are not a temporary state.
        foreach (var verdict in Enum.GetValues<Verdict>().Where(IsDifference))
            result.Count(verdict, first.Count(verdict) - first.Kept.Count(differing => differing.Verdict == verdict));
        return result;
    }

    private async Task CompareAsync(Part part, long? copied, MappingResult result, HashSet<string>? only, CancellationToken cancel)
    {
        await using var copies = copy.RowsAsync(plan, tenancy, part, cancel).GetAsyncEnumerator(cancel);
        var merge = new RowMerge(copies);
        await merge.BeginAsync();
        // From here on, what ClickHouse answers is fixed.
        var (issued, isRequested) = await source.StateAsync(tenancy, cancel);
        var progress = new Progress(copied, issued, isRequested);
        await foreach (var (key, state, version) in merge.WithAsync(source.RowsAsync(plan, tenancy, part, cancel)))
        {
            if (only is not null && !only.Contains(Joined(key))) continue;
            var verdict = CopyRule.Judge(state, version, progress, IsSame);
            if (IsDifference(verdict)) result.Add(Describe(key, verdict, state, version));
            else if (verdict != Verdict.Agrees) result.Count(verdict, 1);
        }
    }

    private bool IsSame(SourceRow row, CopyRow version) => !version.IsDeleted && _content.FirstDifference(row, version) < 0;

    private Differing Describe(string[] key, Verdict verdict, SourceState state, CopyRow? version) => new(plan.Mapping, verdict, key)
    {
        SourceId = state.Row is { } row ? row.Id : state.Deletion,
        CopyId = version?.Id,
        Values = verdict == Verdict.Differs
            ? [.. _content.Differences(state.Row!, version!)
                .Select(i => new DifferingValue(plan.Columns[i], state.Row!.Values[i], version!.Values[i]))]
            : [],
    };

    private static bool IsDifference(Verdict verdict) => verdict is not (Verdict.Agrees or Verdict.Waits or Verdict.TeamIsGone);

    private static string Joined(IReadOnlyList<string> key) => string.Join('\u001f', key);
}
