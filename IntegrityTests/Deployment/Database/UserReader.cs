using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Records;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads users with all rows that hang on them: keyset pages in the API's order, one batch of queries a page.</summary>
public sealed class UserReader(ReplicaDatabase database)
{
    /// <summary>Users a page.</summary>
    public const int PageSize = 1000;

    private readonly UserDetailsReader _details = new(database);

    /// <summary>Why users do not come in the API's order; null when they do.</summary>
    public string? WhyUnordered => SignedUpColumn is null ? database.Schema.WhyMissing(UserParts.SignedUp) : null;

    /// <summary>The pages of a tenancy's users, ordered by <c>signedUpAt</c> and id, anonymous and restricted ones included.</summary>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="limit">How many users to read in all; null: all.</param>
    /// <param name="cancel">Cancels the reads.</param>
    public async IAsyncEnumerable<IReadOnlyList<StoredUser>> PagesAsync(
        Guid tenancy, int? limit, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in BarePagesAsync(tenancy, limit, cancel)) yield return await _details.CompleteAsync(tenancy, page, cancel);
    }

    /// <summary>The same pages without the rows that hang on users.</summary>
    public async IAsyncEnumerable<List<StoredUser>> BarePagesAsync(
        Guid tenancy, int? limit, [EnumeratorCancellation] CancellationToken cancel)
    {
        StoredUser? last = null;
        for (var left = limit ?? int.MaxValue; left > 0;)
        {
            var size = Math.Min(PageSize, left);
            var rows = await PageAsync(tenancy, last, size, cancel);
            if (rows.Count == 0) yield break;
            yield return rows;
            if (rows.Count < size) yield break;
            last = rows[^1];
            left -= rows.Count;
        }
    }

    /// <summary>Reads one user again, for a second look at a difference; null when it is gone.</summary>
    public async Task<StoredUser?> FindAsync(Guid tenancy, Guid id, CancellationToken cancel)
    {
        var rows = await database.QueryAsync(
            $"""SELECT {Columns()} FROM "ProjectUser" u WHERE u."tenancyId" = @tenancy AND u."projectUserId" = @id""",
            Map,
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

    private Task<List<StoredUser>> PageAsync(Guid tenancy, StoredUser? after, int size, CancellationToken cancel)
    {
        var signedUp = SignedUp;
        var hasAnonymous = database.Schema.Has("ProjectUser", "isAnonymous");

        // Two ordered halves, because the index that serves the order has isAnonymous before signedUpAt.
        string Half(string condition) => $"""
            (SELECT {Columns()} FROM "ProjectUser" u
             WHERE u."tenancyId" = @tenancy AND {condition} AND (@first OR ({signedUp}, u."projectUserId") > (@time, @id))
             ORDER BY {signedUp}, u."projectUserId" LIMIT @limit)
            """;
        var halves = hasAnonymous
            ? Half("NOT u.\"isAnonymous\"") + " UNION ALL " + Half("u.\"isAnonymous\"")
            : Half("TRUE");
        return database.QueryAsync(
            $"""SELECT * FROM ({halves}) page ORDER BY page.signed_up, page."projectUserId" LIMIT @limit""",
            Map,
            cancel,
            ("tenancy", tenancy),
            ("first", after is null),
            ("time", after?.SignedUpAt ?? default),
            ("id", after?.Id ?? Guid.Empty),
            ("limit", size));
    }

    // Before signedUpAt there was, a user signed up when its row was created: the platform's migration copied it from there.
    private string? SignedUpColumn =>
        database.Schema.Has("ProjectUser", "signedUpAt") ? "signedUpAt"
        : database.Schema.Has("ProjectUser", "createdAt") ? "createdAt"
        : null;

    private string SignedUp => SignedUpColumn is { } column ? $"u.\"{column}\"" : "timestamp '2000-01-01'";

    private string Columns()
    {
        string Of(string column, string? cast = null) => database.Schema.Select("u", "ProjectUser", column, cast);
        string[] columns =
        [
            "u.\"projectUserId\"", $"{SignedUp} AS signed_up", Of("isAnonymous"), Of("displayName"), Of("profileImageUrl"),
            Of("clientMetadata", "text"), Of("clientReadOnlyMetadata", "text"), Of("serverMetadata", "text"), Of("requiresTotpMfa"),
            Of("lastActiveAt"), Of("restrictedByAdmin"), Of("restrictedByAdminReason"), Of("restrictedByAdminPrivateDetails"),
            Of("signUpRiskScoreBot", "int4"), Of("signUpRiskScoreFreeTrialAbuse", "int4"), Of("signUpCountryCode"),
            Of("mirroredProjectId"), Of("mirroredBranchId"),
        ];
        return string.Join(", ", columns);
    }

    private static StoredUser Map(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        SignedUpAt = row.Time(1) ?? default,
        IsAnonymous = row.Flag(2) ?? false,
        DisplayName = row.Text(3),
        ProfileImageUrl = row.Text(4),
        ClientMetadata = row.Text(5),
        ClientReadOnlyMetadata = row.Text(6),
        ServerMetadata = row.Text(7),
        RequiresTotpMfa = row.Flag(8),
        LastActiveAt = row.Time(9),
        RestrictedByAdmin = row.Flag(10),
        RestrictedByAdminReason = row.Text(11),
        RestrictedByAdminPrivateDetails = row.Text(12),
        RiskScoreBot = row.Number(13),
        RiskScoreFreeTrialAbuse = row.Number(14),
        CountryCode = row.Text(15),
        MirroredProjectId = row.Text(16) ?? "",
        MirroredBranchId = row.Text(17) ?? "",
    };
}
