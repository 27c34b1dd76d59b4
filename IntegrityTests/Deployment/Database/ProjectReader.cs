using IntegrityTests.Deployment.Records;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads projects, with their tenancies, in keyset pages.</summary>
public sealed class ProjectReader(ReplicaDatabase database)
{
    /// <summary>How many projects there are, or how many of the given ids exist.</summary>
    public async Task<long> CountAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var counts = await database.QueryAsync(
            """SELECT count(*) FROM "Project" p WHERE @all OR p.id = ANY(@ids)""",
            row => row.GetInt64(0),
            cancel,
            ("all", ids.Count == 0),
            ("ids", ids.ToArray()));
        return counts[0];
    }

    /// <summary>Which of the ids exist.</summary>
    public Task<List<string>> ExistingAsync(IReadOnlyList<string> ids, CancellationToken cancel) =>
        database.FindAsync(
            ProjectColumns.Table.Name,
            """SELECT p.id FROM "Project" p WHERE p.id = ANY(@ids)""",
            row => row.GetString(0),
            id => id,
            ids,
            wanted => [("ids", wanted)],
            cancel);

    /// <summary>
    /// How many tenancies there are of other branches than the default one, or of organizations, and of how many projects.
    /// </summary>
    public async Task<(long Tenancies, long Projects)> OtherTenanciesAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var counts = await database.QueryAsync(
            $"""
            SELECT count(*), count(DISTINCT t."projectId") FROM "Tenancy" t
            WHERE (@all OR t."projectId" = ANY(@ids))
                AND (t."branchId" IS DISTINCT FROM '{Project.DefaultBranch}' OR t."hasNoOrganization"::text IS DISTINCT FROM 'TRUE')
            """,
            row => (row.GetInt64(0), row.GetInt64(1)),
            cancel,
            ("all", ids.Count == 0),
            ("ids", ids.ToArray()));
        return counts[0];
    }

    /// <summary>One project, or null when it does not exist.</summary>
    public async Task<Project?> FindAsync(string id, CancellationToken cancel) => (await database.FindAsync(
        ProjectColumns.Table.Name,
        $"""SELECT {Columns} FROM "Project" p WHERE p.id = ANY(@ids)""",
        Map,
        entry => entry.Project.Id,
        [id],
        wanted => [("ids", wanted)],
        cancel)).SingleOrDefault()?.Project;

    /// <summary>One page of projects, by id or most recently updated first.</summary>
    /// <param name="ids">Only these; empty: all.</param>
    /// <param name="recentFirst">Order by <c>updatedAt</c>, newest first, instead of by id.</param>
    /// <param name="after">The last entry of the page before; null for the first page.</param>
    /// <param name="skip">How many to leave out before the page.</param>
    /// <param name="limit">How many to read at most.</param>
    /// <param name="cancel">Cancels the read.</param>
    public Task<List<Entry>> PageAsync(
        IReadOnlyList<string> ids, bool recentFirst, Entry? after, int skip, int limit, CancellationToken cancel) =>
        PageAsync(database, ids, recentFirst, after, skip, limit, cancel);

    /// <summary>The walk over all projects; they hang on no tenancy.</summary>
    public KeysetWalk Walk(bool recentFirst) => new()
    {
        Rows = "projects",
        Subject = "project",
        Tables = [ProjectColumns.Table.Name],
        KeysAsync = (queries, _, cancel) => KeysetPages.ReadAsync<Entry>(
            (last, size) => PageAsync(queries, [], recentFirst, last, skip: 0, size, cancel), cancel: cancel)
            .Select(IReadOnlyList<string> (page) => page.ConvertAll(entry => entry.Project.Id)),
        CountSql = """SELECT NULL::uuid, count(*) FROM "Project" """,
        KeysSql = """SELECT p.id FROM "Project" p""",
    };

    private Task<List<Entry>> PageAsync(
        IQueries queries,
        IReadOnlyList<string> ids,
        bool recentFirst,
        Entry? after,
        int skip,
        int limit,
        CancellationToken cancel)
    {
        var order = recentFirst ? $"{UpdatedAt} DESC, p.id COLLATE \"C\"" : """p.id COLLATE "C" """;
        var keyset = recentFirst
            ? $"""({UpdatedAt} < @time OR ({UpdatedAt} = @time AND p.id COLLATE "C" > @id))"""
            : """p.id COLLATE "C" > @id""";
        var sql = $"""
            SELECT {Columns}
            FROM "Project" p
            WHERE (@all OR p.id = ANY(@ids)) AND (@first OR {keyset})
            ORDER BY {order} LIMIT @limit OFFSET @skip
            """;
        return queries.QueryAsync(
            sql,
            Map,
            cancel,
            ("all", ids.Count == 0),
            ("ids", ids.ToArray()),
            ("first", after is null),
            ("id", after?.Project.Id ?? ""),
            ("time", after?.UpdatedAt ?? default),
            ("limit", limit),
            ("skip", skip));
    }

    // One that was never updated comes last.
    private const string UpdatedAt = """coalesce(p."updatedAt", '-infinity')""";

    private string Columns => $"""
        {database.Schema.Select(ProjectColumns.Table, "p")},
            ARRAY(SELECT t.id FROM "Tenancy" t
                  WHERE t."projectId" = p.id AND t."branchId" = '{Project.DefaultBranch}' AND t."hasNoOrganization"::text = 'TRUE')
        """;

    private static Entry Map(NpgsqlDataReader row)
    {
        var project = ProjectColumns.Read(new(row), row.GetFieldValue<Guid[]>(ProjectColumns.Table.Width));
        return new Entry(project, new StoredRow(row).Get(ProjectColumns.UpdatedAt) ?? StoredTime.BeforeAll);
    }

    /// <summary>A project with the column that orders it.</summary>
    public sealed record Entry(Project Project, StoredTime UpdatedAt);
}
