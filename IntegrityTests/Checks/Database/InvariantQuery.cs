using IntegrityTests.Deployment.Database;
using Npgsql;

namespace IntegrityTests.Checks.Database;

/// <summary>Runs the query of an invariant over the whole database.</summary>
/// <param name="database">The platform's database.</param>
/// <param name="projects">
/// The projects of which rows are reported; null: all. Rows that belong to no existing project are always reported.
/// </param>
internal sealed class InvariantQuery(ReplicaDatabase database, IReadOnlyCollection<string>? projects)
{
    /// <summary>Rows of one invariant that are kept and reported one by one; the others are counted.</summary>
    public const int MaxKept = 1000;

    private const int MaxText = 500;
    private static readonly string[] Columns = ["project", "subject", "detail"];

    /// <summary>Why its columns are not those of an invariant; null when they are.</summary>
    /// <exception cref="PostgresException">The query is wrong, or the database lacks what it needs.</exception>
    public async Task<string?> WhyUnfitAsync(Invariant invariant, CancellationToken cancel)
    {
        var columns = await database.ColumnsAsync(invariant.Sql, cancel);
        return columns.SequenceEqual(Columns)
            ? null
            : $"{invariant.File} returns the columns {string.Join(", ", columns)}. Expected: {string.Join(", ", Columns)}.";
    }

    /// <summary>Reads its rows, as they come.</summary>
    public async Task<OffendingRows> ReadAsync(Invariant invariant, CancellationToken cancel)
    {
        var kept = new List<OffendingRow>();
        long inScope = 0, outOfScope = 0;
        // As a subquery it can be nothing but one query that writes nothing.
        var sql = $"""
            SELECT found.project::text, left(found.subject::text, {MaxText}), left(found.detail::text, {MaxText}),
                @all OR found.project IS NULL OR found.project::text = ANY(@projects)
                OR NOT EXISTS (SELECT FROM "Project" p WHERE p.id = found.project::text)
            FROM (
            {invariant.Sql}
            ) AS found
            ORDER BY 1, 2, 3
            """;
        await database.ReadAsync(
            sql,
            row =>
            {
                if (!row.GetBoolean(3)) outOfScope++;
                else if (++inScope <= MaxKept) kept.Add(new OffendingRow(row.Text(0), row.Text(1) ?? "", row.Text(2) ?? ""));
            },
            cancel,
            ("all", projects is null),
            ("projects", projects?.ToArray() ?? []));
        return new OffendingRows(kept, inScope, outOfScope);
    }

    /// <summary>The names of the projects that exist of these.</summary>
    public async Task<Dictionary<string, string>> NamesAsync(IEnumerable<OffendingRow> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.Project).OfType<string>().Distinct().ToArray();
        if (ids.Length == 0) return [];
        var names = await database.QueryAsync(
            """SELECT p.id, min(p."displayName") FROM "Project" p WHERE p.id = ANY(@ids) GROUP BY p.id""",
            row => (Id: row.GetString(0), Name: row.Text(1) ?? ""),
            cancel,
            ("ids", ids));
        return names.ToDictionary(project => project.Id, project => project.Name);
    }
}
