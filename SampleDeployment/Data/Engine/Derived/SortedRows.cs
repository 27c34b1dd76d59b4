namespace SampleDeployment.Data.Engine.Derived;

/// <summary>
/// What a table keeps that sorts its rows: a list from the first row to the last, and a tree to find places in. The tree is the balanced
/// one that the platform builds where a table is initialised over rows that are there already; where rows come one by one, the platform's
/// depends on chance.
/// </summary>
internal sealed class SortedRows
{
    private readonly IReadOnlyList<Row> _sorted;
    private readonly (int? Left, int? Right, int Level)[] _tree;
    private readonly int? _root;

    /// <param name="sorted">The rows in their order; at least one.</param>
    /// <param name="member">The member that they are sorted by.</param>
    public SortedRows(IReadOnlyList<Row> sorted, string member)
    {
        _sorted = sorted;
        _tree = new (int?, int?, int)[sorted.Count];
        _root = Build(0, sorted.Count - 1, 1);
        Rows = sorted.Select((row, place) => (row.Id, new JsonRow(
            ("rowData", row.Data.Text),
            ("rowSortKey", row.Data[member]),
            ("priority", JsonRow.Json(_tree[place].Level)),
            ("prevRowIdentifier", IdAt(place == 0 ? null : place - 1)),
            ("nextRowIdentifier", IdAt(place == sorted.Count - 1 ? null : place + 1)),
            ("leftRowIdentifier", IdAt(_tree[place].Left)),
            ("rightRowIdentifier", IdAt(_tree[place].Right))).Text));
    }

    public IEnumerable<(string Id, string Value)> Rows { get; }

    /// <summary>Where the list begins and ends, and where the tree does.</summary>
    public string Metadata => new JsonRow(
        ("rowCount", JsonRow.Json(_sorted.Count)),
        ("headRowIdentifier", IdAt(0)),
        ("tailRowIdentifier", IdAt(_sorted.Count - 1)),
        ("rootRowIdentifier", IdAt(_root))).Text;

    private int? Build(int first, int last, int level)
    {
        if (first > last) return null;

        // The platform counts from 1, and rounds down.
        var middle = (first + last + 2) / 2 - 1;
        _tree[middle] = (Build(first, middle - 1, level + 1), Build(middle + 1, last, level + 1), level);
        return middle;
    }

    private string IdAt(int? place) => place is { } row ? JsonRow.Json(_sorted[row].Id) : JsonRow.Null;
}
