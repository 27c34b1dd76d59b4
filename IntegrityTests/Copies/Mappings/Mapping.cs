namespace IntegrityTests.Copies.Mappings;

/// <summary>A table of ClickHouse that is filled from one of PostgreSQL (source: docs/platform.md, The copy for analytics).</summary>
/// <param name="Name">The table in <c>analytics_internal</c>, which is also the name of the mapping.</param>
/// <param name="Kind">What a finding calls one of its rows.</param>
/// <param name="Table">The table in PostgreSQL whose rows have the sequence ids; <c>r</c> in <see cref="From"/>.</param>
/// <param name="Key">What identifies a row within its project. The first part is a uuid, and none is null.</param>
/// <param name="Columns">The other columns.</param>
/// <param name="Tombstones">Where deletions are recorded; null: they are not.</param>
public sealed record Mapping(
    string Name,
    string Kind,
    string Table,
    IReadOnlyList<MappedColumn> Key,
    IReadOnlyList<MappedColumn> Columns,
    Tombstones? Tombstones)
{
    /// <summary>The rows of the tenancy <c>@tenancy</c>: what follows FROM.</summary>
    public string From { get; init; } = $"\"{Table}\" r WHERE r.\"tenancyId\" = @tenancy";

    /// <summary>Tables and columns that <see cref="From"/> needs.</summary>
    public IReadOnlyList<(string Table, string Column)> Needs { get; init; } = [(Table, "tenancyId")];

    /// <summary>What is special about a row, as a number of <see cref="Remark"/>, in SQL.</summary>
    public string RemarkSql { get; init; } = "0";

    /// <summary>When a row was changed last, in SQL; null: no column says it.</summary>
    public string? ChangedAt { get; init; } = "r.\"updatedAt\"";

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The rows of <c>DeletedRow</c> that belong to a mapping.</summary>
/// <param name="Table">Their <c>tableName</c>.</param>
/// <param name="Key">The parts of the key, in SQL over the row <c>d</c>.</param>
public sealed record Tombstones(string Table, IReadOnlyList<string> Key);

/// <summary>What is special about a row of PostgreSQL.</summary>
public enum Remark
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An invitation of a team that waits for a sequence id itself: the team's name may be an old one.</summary>
    TeamWaits = 1,

    /// <summary>An invitation of a team that does not exist any more: the platform deletes the copy and leaves the row.</summary>
    TeamIsGone = 2,
}
