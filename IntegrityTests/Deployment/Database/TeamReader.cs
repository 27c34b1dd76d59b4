using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Records;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads teams, their members' grants and their dangling memberships, in keyset pages.</summary>
public sealed class TeamReader(ReplicaDatabase database)
{
    /// <summary>Teams a page.</summary>
    public const int PageSize = 1000;

    /// <summary>Why teams cannot be read from this database; null when they can.</summary>
    public string? WhyUnreadable => database.Schema.WhyMissing(TeamParts.Key);

    /// <summary>Why members cannot be read; null when they can.</summary>
    public string? WhyNoMembers => database.Schema.WhyMissing(TeamParts.Members);

    /// <summary>Why the members' grants cannot be read; null when they can.</summary>
    public string? WhyNoGrants => database.Schema.WhyMissing(TeamParts.Grants);

    /// <summary>The pages of a tenancy's teams, by id.</summary>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="withGrants">Whether to read grants and dangling memberships too.</param>
    /// <param name="cancel">Cancels the reads.</param>
    public async IAsyncEnumerable<IReadOnlyList<Team>> PagesAsync(
        Guid tenancy, bool withGrants, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (WhyUnreadable is not null) yield break;
        for (Guid? last = null; ;)
        {
            var teams = await database.QueryAsync(
                $"""
                SELECT {Columns()} FROM "Team" t WHERE t."tenancyId" = @tenancy AND (@first OR t."teamId" > @after)
                ORDER BY t."teamId" LIMIT {PageSize}
                """,
                Map,
                cancel,
                ("tenancy", tenancy),
                ("first", last is null),
                ("after", last ?? Guid.Empty));
            if (teams.Count == 0) yield break;
            yield return withGrants ? await CompleteAsync(tenancy, teams, cancel) : teams;
            if (teams.Count < PageSize) yield break;
            last = teams[^1].Id;
        }
    }

    /// <summary>Those of the teams that exist in the tenancy.</summary>
    public async Task<IReadOnlyList<Team>> FindAsync(Guid tenancy, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0 || WhyUnreadable is not null) return [];
        return await database.QueryAsync(
            $"""SELECT {Columns()} FROM "Team" t WHERE t."tenancyId" = @tenancy AND t."teamId" = ANY(@ids)""",
            Map,
            cancel,
            ("tenancy", tenancy),
            ("ids", ids.ToArray()));
    }

    /// <summary>Reads one team again with its grants, for a second look at a difference; null when it is gone.</summary>
    public async Task<Team?> FindWithGrantsAsync(Guid tenancy, Guid id, CancellationToken cancel)
    {
        var found = await FindAsync(tenancy, [id], cancel);
        return found.Count == 0 ? null : (await CompleteAsync(tenancy, found, cancel))[0];
    }

    private async Task<IReadOnlyList<Team>> CompleteAsync(Guid tenancy, IReadOnlyList<Team> teams, CancellationToken cancel)
    {
        var ids = teams.Select(team => team.Id).ToArray();
        var grants = await GrantsAsync(tenancy, ids, cancel);
        var strays = await MembersWithoutUserAsync(tenancy, ids, cancel);
        return teams.Select(team => team with { Grants = [.. grants[team.Id]], MembersWithoutUser = [.. strays[team.Id]] }).ToList();
    }

    private async Task<ILookup<Guid, TeamGrant>> GrantsAsync(Guid tenancy, Guid[] ids, CancellationToken cancel)
    {
        if (WhyNoGrants is not null) return NoRows<TeamGrant>();
        var rows = await database.QueryAsync(
            """
            SELECT g."teamId", g."projectUserId", g."permissionId", m."teamId" IS NOT NULL
            FROM "TeamMemberDirectPermission" g
            LEFT JOIN "TeamMember" m
                ON m."tenancyId" = g."tenancyId" AND m."projectUserId" = g."projectUserId" AND m."teamId" = g."teamId"
            WHERE g."tenancyId" = @tenancy AND g."teamId" = ANY(@ids)
            """,
            row => (Team: row.GetGuid(0), Grant: new TeamGrant(row.GetGuid(1), row.Text(2) ?? "", row.GetBoolean(3))),
            cancel,
            ("tenancy", tenancy),
            ("ids", ids));
        return rows.ToLookup(row => row.Team, row => row.Grant);
    }

    private async Task<ILookup<Guid, Guid>> MembersWithoutUserAsync(Guid tenancy, Guid[] ids, CancellationToken cancel)
    {
        if (WhyNoMembers is not null) return NoRows<Guid>();
        var rows = await database.QueryAsync(
            """
            SELECT m."teamId", m."projectUserId"
            FROM "TeamMember" m
            LEFT JOIN "ProjectUser" u ON u."tenancyId" = m."tenancyId" AND u."projectUserId" = m."projectUserId"
            WHERE m."tenancyId" = @tenancy AND m."teamId" = ANY(@ids) AND u."projectUserId" IS NULL
            """,
            row => (Team: row.GetGuid(0), User: row.GetGuid(1)),
            cancel,
            ("tenancy", tenancy),
            ("ids", ids));
        return rows.ToLookup(row => row.Team, row => row.User);
    }

    private static ILookup<Guid, T> NoRows<T>() => Enumerable.Empty<(Guid Team, T Row)>().ToLookup(r => r.Team, r => r.Row);

    private string Columns()
    {
        string Of(string column, string? cast = null) => database.Schema.Select("t", "Team", column, cast);
        return string.Join(
            ", ",
            "t.\"teamId\"", Of("displayName"), Of("profileImageUrl"), Of("clientMetadata", "text"), Of("clientReadOnlyMetadata", "text"),
            Of("serverMetadata", "text"), Of("createdAt"), Of("mirroredProjectId"), Of("mirroredBranchId"));
    }

    private static Team Map(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.Text(1) ?? "", row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Time(6) ?? default, row.Text(7) ?? "",
        row.Text(8) ?? "");
}
