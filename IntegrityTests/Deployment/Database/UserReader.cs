using IntegrityTests.Deployment.Records;

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
            .Select(async (List<StoredUser> page, CancellationToken _) => await _details.CompleteAsync(tenancy, page, cancel));

    /// <summary>The same pages without the rows that hang on users.</summary>
    public IAsyncEnumerable<List<StoredUser>> BarePagesAsync(Guid tenancy, int? limit, CancellationToken cancel) =>
        KeysetPages.ReadAsync<StoredUser>((last, size) => PageAsync(tenancy, last, size, cancel), limit: limit, cancel: cancel);

    /// <summary>Reads one user again, to look a second time at a difference; null when it is gone.</summary>
    public async Task<StoredUser?> FindAsync(Guid tenancy, Guid id, CancellationToken cancel)
    {
        var rows = await database.QueryAsync(
            $"""SELECT {Columns} FROM "ProjectUser" u WHERE u."tenancyId" = @tenancy AND u."projectUserId" = @id""",
            row => UserColumns.Read(new(row)),
            cancel,
            ("tenancy", tenancy),
            ("id", id));
        return rows.Count == 0 ? null : (await _details.CompleteAsync(tenancy, rows, cancel))[0];
    }

    /// <summary>Which of the users exist in the tenancy.</summary>
    public Task<List<Guid>> ExistingAsync(Guid tenancy, IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        database.QueryAsync(
            """SELECT u."projectUserId" FROM "ProjectUser" u WHERE u."tenancyId" = @tenancy AND u."projectUserId" = ANY(@ids)""",
            row => row.GetGuid(0),
            cancel,
            ("tenancy", tenancy),
            ("ids", ids.ToArray()));

    private string Columns => database.Schema.Select(UserColumns.Table, "u");

    private string SignedUp => database.Schema.Sql(UserColumns.SignedUpAt, "u");

    private bool HasOrder => SignedUp != StoredSchema.Nothing;

    private Task<List<StoredUser>> PageAsync(Guid tenancy, StoredUser? after, int size, CancellationToken cancel)
    {
        // Rows that have no order come by id.
        var signedUp = HasOrder ? SignedUp : "timestamp '2000-01-01'";

        // Two ordered halves, because the index that serves the order has isAnonymous before signedUpAt.
        string Half(string condition) => $"""
            (SELECT {Columns} FROM "ProjectUser" u
             WHERE u."tenancyId" = @tenancy AND {condition} AND (@first OR ({signedUp}, u."projectUserId") > (@time, @id))
             ORDER BY {signedUp}, u."projectUserId" LIMIT @limit)
            """;
        var halves = database.Schema.WhyMissing(UserColumns.IsAnonymous) is null
            ? Half("NOT u.\"isAnonymous\"") + " UNION ALL " + Half("u.\"isAnonymous\"")
            : Half("TRUE");
        return database.QueryAsync(
            $"""SELECT * FROM ({halves}) page ORDER BY page."signedUpAt", page."projectUserId" LIMIT @limit""",
            row => UserColumns.Read(new(row)),
            cancel,
            ("tenancy", tenancy),
            ("first", after is null),
            ("time", after?.SignedUpAt ?? default),
            ("id", after?.Id ?? Guid.Empty),
            ("limit", size));
    }
}
