using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Deployment.Database;

/// <summary>Completes a page of users with the rows that hang on them, by one query per table and never one per user.</summary>
internal sealed class UserDetailsReader(ReplicaDatabase database)
{
    private const string OfUsers = """WHERE d."tenancyId" = @tenancy AND d."projectUserId" = ANY(@ids)""";

    private readonly TeamReader _teams = new(database);

    public async Task<IReadOnlyList<StoredUser>> CompleteAsync(Guid tenancy, List<StoredUser> users, CancellationToken cancel)
    {
        var page = new Page(tenancy, users.ConvertAll(user => user.Id).ToArray(), cancel);
        var emails = await EmailsAsync(page);
        var methods = await AuthMethodsAsync(page);
        var accounts = await RowsAsync(OAuthAccountColumns.Table, OAuthAccountColumns.User, OAuthAccountColumns.Read, page);
        var memberships = await MembershipsAsync(page);
        var permissions = await RowsAsync(
            UserGrantColumns.Table, UserGrantColumns.User, row => row.Get(UserGrantColumns.PermissionId) ?? "", page);
        return users.ConvertAll(user => user with
        {
            PrimaryEmail = emails[user.Id].FirstOrDefault(),
            AuthMethods = methods[user.Id].Aggregate(AuthMethods.None, (all, method) => all | method),
            OAuthAccounts = [.. accounts[user.Id]],
            Memberships = [.. memberships[user.Id]],
            Permissions = [.. permissions[user.Id]],
        });
    }

    private Task<ILookup<Guid, PrimaryEmail>> EmailsAsync(Page page) => RowsAsync(
        EmailColumns.Table,
        EmailColumns.User,
        EmailColumns.Read,
        page,
        """ AND d.type::text = 'EMAIL' AND d."isPrimary"::text = 'TRUE' ORDER BY d.id""");

    private async Task<ILookup<Guid, AuthMethods>> AuthMethodsAsync(Page page)
    {
        var selects = AuthMethodColumns.Kinds
            .Where(kind => database.Schema.WhyMissing(kind.From) is null)
            .Select(kind => $"""
                SELECT d."projectUserId", {(int)kind.Method} AS method
                FROM "AuthMethod" d JOIN "{kind.Table}" k ON k."tenancyId" = d."tenancyId" AND k."authMethodId" = d.id {OfUsers}
                """)
            .ToList();
        if (selects.Count == 0) return None<AuthMethods>();
        return await QueryAsync(string.Join(" UNION ALL ", selects), row => (row.GetGuid(0), (AuthMethods)row.GetInt32(1)), page);
    }

    private async Task<ILookup<Guid, Membership>> MembershipsAsync(Page page)
    {
        if (database.Schema.WhyMissing(MemberColumns.Memberships) is not null) return None<Membership>();
        var rows = await RowsAsync(
            MemberColumns.Table,
            MemberColumns.User,
            row => (TeamId: row.Get(MemberColumns.Team), IsSelected: row.Get(MemberColumns.IsSelected)),
            page);
        var teamIds = rows.SelectMany(user => user, (_, membership) => membership.TeamId).Distinct().ToArray();
        var teams = (await _teams.FindAsync(page.Tenancy, teamIds, page.Cancel)).ToDictionary(team => team.Id);
        return rows
            .SelectMany(user => user, (user, row) => (User: user.Key, Row: row))
            .ToLookup(
                pair => pair.User,
                pair => new Membership(pair.Row.TeamId, pair.Row.IsSelected, teams.GetValueOrDefault(pair.Row.TeamId)));
    }

    // A table that lacks a column has no rows: what follows from them is skipped.
    private async Task<ILookup<Guid, T>> RowsAsync<T>(
        TableColumns table, Column<Guid> user, Func<StoredRow, T> read, Page page, string condition = "")
    {
        if (database.Schema.WhyMissing(table) is not null) return None<T>();
        return await QueryAsync(
            $"""SELECT {database.Schema.Select(table, "d")} FROM "{table.Name}" d {OfUsers}{condition}""",
            row => (new StoredRow(row).Get(user), read(new(row))),
            page);
    }

    private async Task<ILookup<Guid, T>> QueryAsync<T>(string sql, Func<Npgsql.NpgsqlDataReader, (Guid User, T Row)> map, Page page) =>
        (await database.QueryAsync(sql, map, page.Cancel, ("tenancy", page.Tenancy), ("ids", page.Users)))
            .ToLookup(pair => pair.User, pair => pair.Row);

    private static ILookup<Guid, T> None<T>() => Enumerable.Empty<(Guid User, T Row)>().ToLookup(pair => pair.User, pair => pair.Row);

    private sealed record Page(Guid Tenancy, Guid[] Users, CancellationToken Cancel);
}
