namespace IntegrityTests.Deployment.Records;

/// <summary>
/// What one comparison follows from: columns that must all exist for it to be made. The smallest part is a column, and a table is the part
/// of all its columns.
/// </summary>
/// <param name="parts">What it consists of.</param>
internal class Part(params IReadOnlyList<Part> parts)
{
    /// <summary>The columns that must exist.</summary>
    public virtual IReadOnlyList<Column> Columns { get; } = [.. parts.SelectMany(part => part.Columns)];
}
