using System.Runtime.CompilerServices;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads many rows in pages, each of which begins after the last row of the one before.</summary>
internal static class KeysetPages
{
    /// <summary>Rows per page, unless they are very large or very small.</summary>
    public const int Size = 1000;

    /// <summary>All pages; none of them is empty.</summary>
    /// <param name="read">Reads the page after a row, or with null the first one, of at most so many rows.</param>
    /// <param name="size">Rows per page.</param>
    /// <param name="limit">How many rows to read in all; null: all.</param>
    /// <param name="cancel">Cancels the reads.</param>
    public static async IAsyncEnumerable<List<T>> ReadAsync<T>(
        Func<T?, int, Task<List<T>>> read, int size = Size, int? limit = null, [EnumeratorCancellation] CancellationToken cancel = default)
        where T : class
    {
        T? last = null;
        for (var left = limit ?? int.MaxValue; left > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            var wanted = Math.Min(size, left);
            var rows = await read(last, wanted);
            if (rows.Count == 0) yield break;
            yield return rows;
            if (rows.Count < wanted) yield break;
            last = rows[^1];
            left -= rows.Count;
        }
    }
}
