using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Generations;
using Npgsql;

namespace IntegrityTests.Checks.Database;

/// <summary>Runs the query of an invariant over a whole database.</summary>
/// <param name="database">The platform's database, or one of projects' own.</param>
/// <param name="projects">
/// The projects of which rows are reported; null: all. Rows that belong to no existing project are always reported.
/// </param>
/// <param name="own">Whose own database it is, of which only rows of these projects are reported; null for the platform's.</param>
/// <param name="now">
/// The current time of the deployment, in milliseconds since 1970, which a query reads as the parameter <c>now</c>; null: it is not known.
/// </param>
internal sealed class InvariantQuery(
    ReplicaDatabase database, IReadOnlyCollection<string>? projects, OwnDatabase? own = null, long? now = null)
{
    private const int MaxText = 500;
    private static readonly string[] Columns = ["project", "subject", "detail"];
    private static readonly string[] ColumnsWithCause = [.. Columns, "cause"];

    private string? _rails;

    /// <summary>Why its columns are not those of an invariant; null when they are.</summary>
    /// <exception cref="PostgresException">The query is wrong, or the database lacks what it needs.</exception>
    public async Task<string?> WhyUnfitAsync(Invariant invariant, CancellationToken cancel)
    {
        var columns = await database.ColumnsAsync(invariant.Sql, cancel, await ParametersAsync(invariant, cancel));
        return columns.SequenceEqual(Columns) || columns.SequenceEqual(ColumnsWithCause)
            ? null
            : $"{invariant.File} returns the columns {string.Join(", ", columns)}. "
                + $"Expected: {string.Join(", ", Columns)}, and optionally cause.";
    }

    /// <summary>Reads its rows, sorted by project, subject and detail.</summary>
    /// <param name="invariant">The invariant.</param>
    /// <param name="found">Gets each row in scope, as it comes.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <returns>How many rows there are of projects that this run does not verify.</returns>
    public async Task<long> ReadAsync(Invariant invariant, Action<OffendingRow> found, CancellationToken cancel)
    {
        var outOfScope = 0L;
        // As a subquery it can be nothing but one query that writes nothing.
        var sql = $"""
            {(own is null ? "" : ProjectTables.Prelude)}
            SELECT found.project::text, left(found.subject::text, {MaxText}), left(found.detail::text, {MaxText}),
                left(to_jsonb(found) ->> 'cause', {MaxText}),
                CASE WHEN @isPlatform THEN @all OR p.id IS NULL OR p.id = ANY(@projects) ELSE p.id IS NOT NULL END,
                p.id IS NOT NULL, p."displayName"
            FROM (
            {invariant.Sql}
            ) AS found
            LEFT JOIN "Project" p ON p.id = found.project::text
            ORDER BY 1, 2, 3
            """;
        (string, object)[] parameters =
        [
            .. await ParametersAsync(invariant, cancel),
            ("all", projects is null),
            ("projects", projects?.ToArray() ?? []),
            ("ownProjects", own?.Projects ?? "[]"),
            ("ownTenancies", own?.Tenancies ?? "[]"),
        ];
        if (invariant.MayUseIndexes) await database.ReadAsync(sql, Read, cancel, parameters);
        else await database.ScanAsync(sql, Read, cancel, parameters);
        return outOfScope;

        void Read(NpgsqlDataReader row)
        {
            if (!row.GetBoolean(4)) outOfScope++;
            else found(new OffendingRow(
                row.Text(0), row.Text(1) ?? "", row.Text(2) ?? "", row.Text(3), row.GetBoolean(5), row.Text(6)));
        }
    }

    // What a query may name.
    private async Task<(string Name, object Value)[]> ParametersAsync(Invariant invariant, CancellationToken cancel)
    {
        if (invariant.ReadsGuardRails) _rails ??= await GuardRails.ReadAsync(database, cancel);
        return [("now", now ?? (object)DBNull.Value), ("isPlatform", own is null), ("rails", _rails ?? (object)DBNull.Value)];
    }
}
