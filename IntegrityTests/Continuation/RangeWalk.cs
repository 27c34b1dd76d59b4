using System.Runtime.CompilerServices;

namespace IntegrityTests.Continuation;

/// <summary>Finds in a walk which of its rows are in ranges that were verified, and which are not.</summary>
/// <param name="covered">What was verified.</param>
internal sealed class RangeWalk(CoveredRows covered)
{
    /// <summary>
    /// The rows of a walk that are to be verified, in its order; where rows are left out between two of them, the second begins anew.
    /// </summary>
    /// <param name="pages">The walk.</param>
    /// <param name="nameOf">Names a row, as kind and id.</param>
    /// <param name="isWanted">Whether the rows of a range are to be verified; null stands for rows that are in none.</param>
    /// <param name="cancel">Cancels the walk.</param>
    public async IAsyncEnumerable<IReadOnlyList<T>> ChooseAsync<T>(
        IAsyncEnumerable<IReadOnlyList<T>> pages,
        Func<T, string> nameOf,
        Func<VerifiedRange?, bool> isWanted,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var source = pages.GetAsyncEnumerator(cancel);
        var rows = new List<T>();
        var next = 0;
        var isEnd = false;
        var follows = false;
        while (await HasAsync(1))
        {
            var chosen = new List<T>();
            while (chosen.Count < VerifiedRange.MaxRows && await HasAsync(1))
            {
                var range = covered.At(nameOf(rows[next]));
                if (range is not null && (!await HasAsync(range.Rows) || !Is(range))) range = null;
                var count = range?.Rows ?? 1;
                if (isWanted(range))
                {
                    // A range that is verified again is one again, so that it takes the place of itself.
                    if (!follows || range is not null) covered.Begin(nameOf(rows[next]));
                    chosen.AddRange(rows.GetRange(next, count));
                }

                follows = range is null && isWanted(null);
                next += count;
            }

            if (chosen.Count > 0) yield return chosen;
        }

        bool Is(VerifiedRange range)
        {
            var digest = RowsDigest.Empty;
            for (var i = 0; i < range.Rows; i++) digest = RowsDigest.With(digest, nameOf(rows[next + i]));
            return digest == range.Digest;
        }

        async ValueTask<bool> HasAsync(int count)
        {
            while (rows.Count - next < count && !isEnd)
            {
                isEnd = !await source.MoveNextAsync();
                if (isEnd) break;
                rows.RemoveRange(0, next);
                next = 0;
                rows.AddRange(source.Current);
            }

            return rows.Count - next >= count;
        }
    }
}
