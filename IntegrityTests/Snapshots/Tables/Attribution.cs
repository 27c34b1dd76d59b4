using System.Numerics;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// Says which columns of which rows changed, from what little is known: a row's difference is the XOR of the differences of its values, and
/// so is a column's within a range of rows.
/// </summary>
internal static class Attribution
{
    // 4,096 subsets for each of at most 128 rows.
    private const int MaxSearched = 12;

    /// <summary>The columns of each row; null for a row of which it cannot be told.</summary>
    /// <param name="rows">The differences of rows, none of them 0.</param>
    /// <param name="columns">The differences of columns.</param>
    public static IReadOnlyList<IReadOnlyList<int>?> Of(IReadOnlyList<ulong> rows, IReadOnlyList<ulong> columns)
    {
        var found = new IReadOnlyList<int>?[rows.Count];
        List<int> openRows = [.. Enumerable.Range(0, rows.Count)];
        List<int> openColumns = [.. Enumerable.Range(0, columns.Count).Where(column => columns[column] != 0)];
        if (Sum(rows) != Sum(columns)) return found;
        if (openColumns.Count is > 1 and <= MaxSearched && openRows.Count > 1) Search();
        if (openColumns.Count == 1) openRows.ForEach(row => found[row] = [openColumns[0]]);
        else if (openRows.Count == 1 && openColumns.Count > 0) found[openRows[0]] = openColumns;
        return found;

        // A column that only one row changed in has that row's difference.
        void Search()
        {
            var subsets = Subsets([.. openColumns.Select(column => columns[column])]);
            foreach (var row in openRows)
            {
                if (subsets.TryGetValue(rows[row], out var subset) && subset != 0)
                    found[row] = [.. openColumns.Where((_, i) => (subset >> i & 1) != 0)];
            }

            openRows.RemoveAll(row => found[row] is not null);
            openColumns.RemoveAll(column => found.Any(known => known?.Contains(column) == true));
        }
    }

    // Sums that two subsets have tell nothing: 0 stands for them.
    private static Dictionary<ulong, int> Subsets(ulong[] columns)
    {
        var sums = new ulong[1 << columns.Length];
        var subsets = new Dictionary<ulong, int>(sums.Length);
        for (var subset = 1; subset < sums.Length; subset++)
        {
            sums[subset] = sums[subset & (subset - 1)] ^ columns[BitOperations.TrailingZeroCount(subset)];
            if (!subsets.TryAdd(sums[subset], subset)) subsets[sums[subset]] = 0;
        }

        return subsets;
    }

    private static ulong Sum(IEnumerable<ulong> differences) => differences.Aggregate(0UL, (sum, difference) => sum ^ difference);
}
