using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Records;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads users with all rows that hang on them: keyset pages in the API's order, one batch of queries per page.</summary>
public sealed class UserReader(ReplicaDatabase database)
{
    private readonly UserDetailsReader _details = new(database);

    /// <summary>Why users do not come in the API's order; null when they do.</summary>
    public string? WhyUnordered => HasOrder ? null : database.Schema.WhyMissing(UserColumns.SignedUpAt);

    /// <summary>The pages of a tenancy's users, ordered by <c>signedUpAt</c> and id, anonymous and restricted ones included.</summary>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="limit">How many users to read in all; null: all.</param>
    /// <param name="cancel">Cancels the reads.</param>
    public IAsyncEnumerable<IReadOnlyList<StoredUser>> PagesAsync(Guid tenancy, int? limit, CancellationToken cancel) =>
        BarePagesAsync(tenancy, limit, cancel)
            .Select(async (List<StoredUser> page, CancellationToken _) => await CompleteAsync(tenancy, page, cancel));

    /// <summary>Users of a page without the rows that hang on them, with these rows.</summary>
    public Task<IReadOnlyList<StoredUser>> CompleteAsync(Guid tenancy, IReadOnlyList<StoredUser> users, CancellationToken cancel) =>
        _details.CompleteAsync(tenancy, [.. users], cancel);

    /// <summary>The same pages without the rows that hang on users.</summary>
    public IAsyncEnumerable<List<StoredUser>> BarePagesAsync(Guid tenancy, int? limit, CancellationToken cancel) =>
        BarePagesAsync(database, tenancy, limit, cancel);

    /// <summary>The walk over these pages.</summary>
    /// <param name="limit">How many users it visits at most; null: all.</param>
    public KeysetWalk Walk(int? limit)
    {
        var isUnplaced = $"({string.Join(" OR ", Unplaced.DefaultIfEmpty("FALSE"))})";
        var order = $"ORDER BY {isUnplaced}, CASE WHEN NOT {isUnplaced} THEN {Order} END, u.\"projectUserId\"";
        return new KeysetWalk
        {
            Rows = "users",
            Subject = "user",
            Tables = ["ProjectUser"],
            Limit = limit,
            KeysAsync = (queries, tenancy, cancel) => BarePagesAsync(queries, tenancy, limit, cancel)
                .Select(IReadOnlyList<string> (page) => page.ConvertAll(user => user.Id.ToString())),
            CountSql = limit is null
                ? """SELECT u."tenancyId", count(*) FROM "ProjectUser" u GROUP BY u."tenancyId" """
                : $"""
                    SELECT n."tenancyId", count(*), max(n.id) FILTER (WHERE n.place = n.last) FROM (
                        SELECT r.*, least({limit}, count(*) OVER (PARTITION BY r."tenancyId")) AS last FROM (
                            SELECT u."tenancyId", u."projectUserId"::text AS id,
                                row_number() OVER (PARTITION BY u."tenancyId" {order}) AS place
                            FROM "ProjectUser" u) r) n
                    WHERE n.place <= n.last GROUP BY n."tenancyId"
                    """,
            KeysSql = $"""
                SELECT u."projectUserId"::text FROM "ProjectUser" u WHERE u."tenancyId" = @tenancy
                {(limit is null ? "" : $"{order} LIMIT {limit}")}
                """,
        };
    }

    /// <summary>Reads one user again, to look a second time at a difference; null when it is gone.</summary>
    public async Task<StoredUser?> FindAsync(Guid tenancy, Guid id, CancellationToken cancel) =>
        await FindAsync(tenancy, [id], cancel) is [var user] ? user : null;

    /// <summary>Reads those of the users that exist.</summary>
    public async Task<IReadOnlyList<StoredUser>> FindAsync(Guid tenancy, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var rows = await FindAsync(tenancy, Columns, row => UserColumns.Read(new(row)), user => user.Id, ids, cancel);
        return rows.Count == 0 ? [] : await CompleteAsync(tenancy, rows, cancel);
    }

    /// <summary>The ids of those who signed up last, the newest first.</summary>
    public Task<List<Guid>> NewestAsync(Guid tenancy, int count, CancellationToken cancel)
    {
        var halves = KnowsAnonymous ? new[] { "NOT u.\"isAnonymous\"", "u.\"isAnonymous\"" } : ["TRUE"];
        var selects = halves.Select(half => $"""
            (SELECT u."projectUserId", {Order} AS place FROM "ProjectUser" u
             WHERE u."tenancyId" = @tenancy AND {half} AND {Order} IS NOT NULL ORDER BY {Order} DESC, u."projectUserId" DESC LIMIT @count)
            """);
        return database.QueryAsync(
            $"""
            SELECT page."projectUserId" FROM ({string.Join(" UNION ALL ", selects)}) page
            ORDER BY page.place DESC, page."projectUserId" DESC LIMIT @count
            """,
            row => row.GetGuid(0),
            cancel,
            ("tenancy", tenancy),
            ("count", count));
    }

    /// <summary>Which of the users exist in the tenancy.</summary>
    public Task<List<Guid>> ExistingAsync(Guid tenancy, IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        FindAsync(tenancy, "u.\"projectUserId\"", row => row.GetGuid(0), id => id, ids, cancel);

    private string Columns => database.Schema.Select(UserColumns.Table, "u");

    private string SignedUp => database.Schema.Sql(UserColumns.SignedUpAt, "u");

    private bool HasOrder => SignedUp != StoredSchema.Nothing;

    // Rows that have no order come by id.
    private string Order => HasOrder ? SignedUp : "timestamp '2000-01-01'";

    private bool KnowsAnonymous => database.Schema.WhyMissing(UserColumns.IsAnonymous) is null;

    // Users without a place in the order, which nobody would come to: each condition is one that the index of the order serves.
    private IReadOnlyList<string> Unplaced => (HasOrder, KnowsAnonymous) switch
    {
        (true, true) =>
        [
            $"(NOT u.\"isAnonymous\" AND {SignedUp} IS NULL)", $"(u.\"isAnonymous\" AND {SignedUp} IS NULL)", "u.\"isAnonymous\" IS NULL",
        ],
        (true, false) => [$"{SignedUp} IS NULL"],
        (false, true) => ["u.\"isAnonymous\" IS NULL"],
        _ => [],
    };

    private async IAsyncEnumerable<List<StoredUser>> BarePagesAsync(
        IQueries queries, Guid tenancy, int? limit, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Two ordered halves, because the index that serves the order has isAnonymous before signedUpAt.
        IReadOnlyList<string> placed = KnowsAnonymous ? ["NOT u.\"isAnonymous\"", "u.\"isAnonymous\""] : ["TRUE"];
        var left = limit;
        await foreach (var page in Read([.. placed.Select(half => $"{half} AND {Order} IS NOT NULL")], Order))
        {
            left -= page.Count;
            yield return page;
        }

        if (left == 0 || Unplaced.Count == 0) yield break;
        await foreach (var page in Read(Unplaced, "timestamp '2000-01-01'")) yield return page;

        IAsyncEnumerable<List<StoredUser>> Read(IReadOnlyList<string> parts, string order) => KeysetPages.ReadAsync<StoredUser>(
            (last, size) => PageAsync(queries, tenancy, parts, order, last, size, cancel), limit: left, cancel: cancel);
    }

    private Task<List<StoredUser>> PageAsync(
        IQueries queries, Guid tenancy, IReadOnlyList<string> parts, string order, StoredUser? after, int size, CancellationToken cancel)
    {
        var selects = parts.Select(part => $"""
            (SELECT {Columns}, {order} AS place FROM "ProjectUser" u
             WHERE u."tenancyId" = @tenancy AND {part} AND (@first OR ({order}, u."projectUserId") > (@time, @id))
             ORDER BY {order}, u."projectUserId" LIMIT @limit)
            """);
        return queries.QueryAsync(
            $"""SELECT * FROM ({string.Join(" UNION ALL ", selects)}) page ORDER BY page.place, page."projectUserId" LIMIT @limit""",
            row => UserColumns.Read(new(row)),
            cancel,
            ("tenancy", tenancy),
            ("first", after is null),
            ("time", order == Order && HasOrder ? after?.SignedUpAt ?? default : default),
            ("id", after?.Id ?? Guid.Empty),
            ("limit", size));
    }

    private Task<List<T>> FindAsync<T>(
        Guid tenancy,
        string columns,
        Func<NpgsqlDataReader, T> map,
        Func<T, Guid> idOf,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel) =>
        database.FindAsync(
            UserColumns.Table.Name,
            $"""SELECT {columns} FROM "ProjectUser" u WHERE u."tenancyId" = @tenancy AND u."projectUserId" = ANY(@ids)""",
            map,
            idOf,
            ids,
            wanted => [("ids", wanted)],
            cancel,
            ("tenancy", tenancy));
}
