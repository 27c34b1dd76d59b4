using IntegrityTests.Repairs;
using IntegrityTests.Running;

namespace IntegrityTests.Checks.Database;

/// <summary>A rule about the whole database: a query that gives the rows which break it, so that no row is healthy.</summary>
/// <param name="Code">Its stable code, such as <c>DBI007</c>.</param>
/// <param name="Title">The rule as a sentence.</param>
/// <param name="Severity">How bad a row is that breaks it; one with a cause is only information.</param>
/// <param name="Why">What it proves and what a finding means.</param>
/// <param name="Look">How to look into a finding: a query with upper-case names where ids go.</param>
/// <param name="Sql">
/// The query, one statement without a semicolon; its columns are <c>project</c>, <c>subject</c> and <c>detail</c>, and
/// optionally <c>cause</c>: what of the platform's own leaves such a row behind, null for damage.
/// </param>
/// <param name="File">The name of its file.</param>
/// <param name="IsOwn">Whether it is the operator's.</param>
public sealed record Invariant(string Code, string Title, Severity Severity, string Why, string Look, string Sql, string File, bool IsOwn)
{
    /// <summary>
    /// Who has to decide what about a finding that is not repaired; empty where an operator's rule does not say it.
    /// </summary>
    public string Decide { get; init; } = "";

    /// <summary>How the rows are repaired, as far as that follows from rows alone.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>The check that it is.</summary>
    public CheckInfo Check => new(Code, Severity, "Database", Title);

    /// <summary>Whether it compares the database with the platform's schema, which it gets as the parameter <c>rails</c>.</summary>
    public bool ReadsGuardRails => Sql.Contains("@rails", StringComparison.Ordinal);

    /// <summary>
    /// Whether it may find rows by an index. One that proves what an index promises must not: it reads the tables. The payments engine
    /// keeps all its tables in one, whose parts an index tells apart. Two rules look for few rows of many, and doubt no index.
    /// </summary>
    public bool MayUseIndexes =>
        Code is "DBI063" or "DBI071" || Sql.Contains("\"BulldozerStorageEngine\"", StringComparison.Ordinal);

    /// <summary>Whether it is also asked about the databases that projects have of their own.</summary>
    public bool RunsInProjectDatabases => ProjectTables.AreEnoughFor(this);

    /// <inheritdoc/>
    public override string ToString() => $"invariant:{Code}";
}
