using System.Text.RegularExpressions;

namespace IntegrityTests.Options;

/// <summary>What may differ between a snapshot and what it is compared with: places in answers, and columns of tables.</summary>
/// <param name="Paths">Places in answers.</param>
/// <param name="Columns">Columns of tables.</param>
internal sealed partial record IgnoredInSnapshot(IReadOnlyList<IgnoredPath> Paths, IReadOnlyList<IgnoredColumn> Columns)
{
    /// <summary>A list with commas, in which what has no <c>$</c> is a column.</summary>
    public static Form<IgnoredInSnapshot> Form { get; } = new(
        IgnoredPath.Expected + ", and columns of tables, such as ProjectUser.lastActiveAt",
        text =>
        {
            var parts = IgnoredPath.Split(text).Select(part => part.Trim()).ToLookup(part => Column().IsMatch(part));
            var paths = string.Join(',', parts[false]);
            return new IgnoredInSnapshot(
                parts[false].Any() ? IgnoredPath.ReadList(paths) : [],
                [.. parts[true].Select(part => part.Split('.')).Select(part => new IgnoredColumn(part[0], part[1]))]);
        });

    [GeneratedRegex(@"^[^\s.,:""$/]+\.[^\s.,:""$/]+$")]
    private static partial Regex Column();
}

/// <summary>A column of a table that may differ.</summary>
/// <param name="Table">The table; <c>*</c>: every one that has such a column.</param>
/// <param name="Column">The column.</param>
public sealed record IgnoredColumn(string Table, string Column)
{
    /// <summary>Whether it is a column of the table, if the table has it.</summary>
    public bool IsOf(string table) => Table == "*" || Table == table;

    /// <inheritdoc/>
    public override string ToString() => $"{Table}.{Column}";
}
