using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads teams, their members' grants and their dangling memberships, in keyset pages.</summary>
public sealed class TeamReader(ReplicaDatabase database)
{
    /// <summary>How many grants are in memory at once, unless one team has more: 20,000.</summary>
    public const int MaxGrants = 20_000;

    /// <summary>Why teams cannot be read from this database; null when they can.</summary>
    public string? WhyUnreadable => database.Schema.WhyMissing(TeamColumns.Key);

    /// <summary>Why members cannot be read; null when they can.</summary>
    public string? WhyNoMembers => database.Schema.WhyMissing(MemberColumns.Key);

    /// <summary>Why the members' grants cannot be read; null when they can.</summary>
    public string? WhyNoGrants => database.Schema.WhyMissing(TeamGrantColumns.Grants);

    /// <summary>The walk over the teams.</summary>
    public KeysetWalk Walk => new()
    {
        Rows = "teams",
        Subject = "team",
        Tables = [TeamColumns.Table.Name],
        KeysAsync = (queries, tenancy, cancel) => PagesAsync(queries, tenancy, cancel)
            .Select(IReadOnlyList<string> (page) => page.ConvertAll(team => team.Id.ToString())),
        CountSql = """SELECT t."tenancyId", count(*) FROM "Team" t GROUP BY t."tenancyId" """,
        KeysSql = """SELECT t."teamId"::text FROM "Team" t WHERE t."tenancyId" = @tenancy""",
    };

    private string Columns => database.Schema.Select(TeamColumns.Table, "t");

    /// <summary>The pages of a tenancy's teams, by id.</summary>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="withGrants">Whether to read grants and dangling memberships too.</param>
    /// <param name="cancel">Cancels the reads.</param>
    public IAsyncEnumerable<IReadOnlyList<Team>> PagesAsync(Guid tenancy, bool withGrants, CancellationToken cancel)
    {
        if (WhyUnreadable is not null) return AsyncEnumerable.Empty<IReadOnlyList<Team>>();
        var pages = PagesAsync(database, tenancy, cancel);
        return withGrants ? pages.SelectMany(page => CompleteAsync(tenancy, page, cancel)) : pages;
    }

    /// <summary>Those of the teams that exist in the tenancy.</summary>
    public async Task<IReadOnlyList<Team>> FindAsync(Guid tenancy, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0 || WhyUnreadable is not null) return [];
        return await database.FindAsync(
            TeamColumns.Table.Name,
            $"""SELECT {Columns} FROM "Team" t WHERE t."tenancyId" = @tenancy AND t."teamId" = ANY(@ids)""",
            row => TeamColumns.Read(new(row)),
            team => team.Id,
            ids,
            wanted => [("ids", wanted)],
            cancel,
            ("tenancy", tenancy));
    }

    /// <summary>Reads one team again with its grants, to look a second time at a difference; null when it is gone.</summary>
    public async Task<Team?> FindWithGrantsAsync(Guid tenancy, Guid id, CancellationToken cancel) =>
        await FindWithGrantsAsync(tenancy, [id], cancel) is [var team] ? team : null;

    /// <summary>Those of the teams that exist in the tenancy, with their grants.</summary>
    public async Task<IReadOnlyList<Team>> FindWithGrantsAsync(Guid tenancy, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = await FindAsync(tenancy, ids, cancel);
        return await CompleteAsync(tenancy, found, cancel).SelectMany(portion => portion).ToListAsync(cancel);
    }

    private IAsyncEnumerable<List<Team>> PagesAsync(IQueries queries, Guid tenancy, CancellationToken cancel) =>
        KeysetPages.ReadAsync<Team>((last, size) => PageAsync(queries, tenancy, last, size, cancel), cancel: cancel);

    private Task<List<Team>> PageAsync(
        IQueries queries, Guid tenancy, Team? after, int size, CancellationToken cancel) => queries.QueryAsync(
        $"""
        SELECT {Columns} FROM "Team" t WHERE t."tenancyId" = @tenancy AND (@first OR t."teamId" > @after)
        ORDER BY t."teamId" LIMIT @limit
        """,
        row => TeamColumns.Read(new(row)),
        cancel,
        ("tenancy", tenancy),
        ("first", after is null),
        ("after", after?.Id ?? Guid.Empty),
        ("limit", size));

    /// <summary>
    /// Teams of a page without grants, with their grants and dangling memberships: in portions of at most <see cref="MaxGrants"/> grants,
    /// or of one team.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<Team>> CompleteAsync(
        Guid tenancy, IReadOnlyList<Team> teams, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (teams.Count == 0) yield break;
        var ids = teams.Select(team => team.Id).ToArray();
        if (await GrantsAsync(tenancy, ids, cancel) is { } grants)
        {
            var strays = await MembersWithoutUserAsync(tenancy, ids, cancel);
            yield return teams
                .Select(team => team with { Grants = [.. grants[team.Id]], MembersWithoutUser = [.. strays[team.Id]] })
                .ToList();
            yield break;
        }

        var half = teams.Count / 2;
        await foreach (var portion in CompleteAsync(tenancy, [.. teams.Take(half)], cancel)) yield return portion;
        await foreach (var portion in CompleteAsync(tenancy, [.. teams.Skip(half)], cancel)) yield return portion;
    }

    // Null where several teams have too many.
    private async Task<ILookup<Guid, TeamGrant>?> GrantsAsync(Guid tenancy, Guid[] ids, CancellationToken cancel)
    {
        if (WhyNoGrants is not null) return NoRows<TeamGrant>();
        var isOne = ids.Length == 1;
        var permissions = new HashSet<string>(StringComparer.Ordinal);
        var rows = await database.QueryAsync(
            $"""
            SELECT {database.Schema.Select(TeamGrantColumns.Table, "g")}, {database.Schema.Select(MemberColumns.Table, "m")}
            FROM "TeamMemberDirectPermission" g
            LEFT JOIN "TeamMember" m
                ON m."tenancyId" = g."tenancyId" AND m."projectUserId" = g."projectUserId" AND m."teamId" = g."teamId"
            WHERE g."tenancyId" = @tenancy AND g."teamId" = ANY(@ids)
            {(isOne ? "" : $"LIMIT {MaxGrants + 1}")}
            """,
            row => GrantOf(new(row), permissions),
            cancel,
            ("tenancy", tenancy),
            ("ids", ids));
        if (rows.Count > MaxGrants && !isOne) return null;
        var members = await MembersAsync(
            tenancy, [.. rows.Where(row => !row.Grant.IsOfMember).Select(row => new Member(row.Team, row.Grant.UserId))], cancel);
        return rows.ToLookup(
            row => row.Team,
            row => row.Grant.IsOfMember || !members.Contains(new Member(row.Team, row.Grant.UserId))
                ? row.Grant
                : row.Grant with { IsOfMember = true });
    }

    // A project has few permissions and many grants, which share their names.
    private static (Guid Team, TeamGrant Grant) GrantOf(StoredRow row, HashSet<string> permissions)
    {
        var isOfMember = row.After(TeamGrantColumns.Table).Has(MemberColumns.Team);
        var permission = row.Get(TeamGrantColumns.PermissionId) ?? "";
        if (!permissions.TryGetValue(permission, out var shared)) permissions.Add(shared = permission);
        return (row.Get(TeamGrantColumns.Team), new TeamGrant(row.Get(TeamGrantColumns.User), shared, isOfMember));
    }

    private async Task<ILookup<Guid, Guid>> MembersWithoutUserAsync(Guid tenancy, Guid[] ids, CancellationToken cancel)
    {
        if (WhyNoMembers is not null) return NoRows<Guid>();
        var rows = await database.QueryAsync(
            $"""
            SELECT {database.Schema.Select(MemberColumns.Table, "m")}
            FROM "TeamMember" m
            LEFT JOIN "ProjectUser" u ON u."tenancyId" = m."tenancyId" AND u."projectUserId" = m."projectUserId"
            WHERE m."tenancyId" = @tenancy AND m."teamId" = ANY(@ids) AND u."projectUserId" IS NULL
            """,
            row => (Team: new StoredRow(row).Get(MemberColumns.Team), User: new StoredRow(row).Get(MemberColumns.User)),
            cancel,
            ("tenancy", tenancy),
            ("ids", ids));
        if (rows.Count == 0) return NoRows<Guid>();
        // The join may have gone by an index that lacks the user.
        var users = await new UserReader(database).ExistingAsync(tenancy, [.. rows.Select(row => row.User).Distinct()], cancel);
        return rows.Where(row => !users.Contains(row.User)).ToLookup(row => row.Team, row => row.User);
    }

    private async Task<HashSet<Member>> MembersAsync(Guid tenancy, IReadOnlyCollection<Member> wanted, CancellationToken cancel)
    {
        if (wanted.Count == 0) return [];
        var found = await database.FindAsync(
            MemberColumns.Table.Name,
            """
            SELECT m."teamId", m."projectUserId" FROM "TeamMember" m WHERE m."tenancyId" = @tenancy
                AND (m."teamId", m."projectUserId") IN (SELECT * FROM unnest(@teams, @users))
            """,
            row => new Member(row.GetGuid(0), row.GetGuid(1)),
            member => member,
            wanted,
            members =>
            [
                ("teams", members.Select(member => member.Team).ToArray()), ("users", members.Select(member => member.User).ToArray()),
            ],
            cancel,
            ("tenancy", tenancy));
        return [.. found];
    }

    private static ILookup<Guid, T> NoRows<T>() => Enumerable.Empty<(Guid Team, T Row)>().ToLookup(r => r.Team, r => r.Row);

    private readonly record struct Member(Guid Team, Guid User)
    {
        public override string ToString() => $"user {User} in team {Team}";
    }
}
