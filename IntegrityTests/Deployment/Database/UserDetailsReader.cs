using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Deployment.Database;

/// <summary>Completes a page of users with the rows that hang on them, by one query a table and never one a user.</summary>
internal sealed class UserDetailsReader(ReplicaDatabase database)
{
    private readonly TeamReader _teams = new(database);

    public async Task<IReadOnlyList<StoredUser>> CompleteAsync(Guid tenancy, List<StoredUser> users, CancellationToken cancel)
    {
        var ids = users.ConvertAll(u => u.Id).ToArray();
        var emails = await EmailsAsync(tenancy, ids, cancel);
        var methods = await AuthMethodsAsync(tenancy, ids, cancel);
        var accounts = await AccountsAsync(tenancy, ids, cancel);
        var memberships = await MembershipsAsync(tenancy, ids, cancel);
        var permissions = await PermissionsAsync(tenancy, ids, cancel);
        return users.ConvertAll(user => user with
        {
            PrimaryEmail = emails[user.Id].FirstOrDefault(),
            AuthMethods = methods[user.Id].Aggregate(AuthMethods.None, (all, method) => all | method),
            OAuthAccounts = [.. accounts[user.Id]],
            Memberships = [.. memberships[user.Id]],
            Permissions = [.. permissions[user.Id]],
        });
    }

    private Task<ILookup<Guid, PrimaryEmail>> EmailsAsync(Guid tenancy, Guid[] ids, CancellationToken cancel) => DetailsAsync(
        """
        SELECT c."projectUserId", c.value, c."isVerified", c."usedForAuth"::text = 'TRUE'
        FROM "ContactChannel" c
        WHERE c."tenancyId" = @tenancy AND c."projectUserId" = ANY(@ids) AND c.type::text = 'EMAIL' AND c."isPrimary"::text = 'TRUE'
        ORDER BY c.id
        """,
        UserParts.PrimaryEmail,
        row => new PrimaryEmail(row.Text(1) ?? "", row.Flag(2) ?? false, row.Flag(3) ?? false),
        tenancy,
        ids,
        cancel);

    private Task<ILookup<Guid, AuthMethods>> AuthMethodsAsync(Guid tenancy, Guid[] ids, CancellationToken cancel)
    {
        (string Table, AuthMethods Method, IReadOnlyList<string> Needed)[] kinds =
        [
            ("PasswordAuthMethod", AuthMethods.Password, UserParts.Password),
            ("OtpAuthMethod", AuthMethods.Otp, UserParts.Otp),
            ("PasskeyAuthMethod", AuthMethods.Passkey, UserParts.Passkey),
        ];
        var selects = kinds
            .Where(kind => database.Schema.WhyMissing(kind.Needed) is null)
            .Select(kind => $"""
                SELECT a."projectUserId", {(int)kind.Method} AS method
                FROM "AuthMethod" a JOIN "{kind.Table}" m ON m."tenancyId" = a."tenancyId" AND m."authMethodId" = a.id
                WHERE a."tenancyId" = @tenancy AND a."projectUserId" = ANY(@ids)
                """);
        return DetailsAsync(
            string.Join(" UNION ALL ", selects), needed: [], row => (AuthMethods)row.GetInt32(1), tenancy, ids, cancel);
    }

    private Task<ILookup<Guid, OAuthAccount>> AccountsAsync(Guid tenancy, Guid[] ids, CancellationToken cancel) => DetailsAsync(
        """
        SELECT o."projectUserId", o."configOAuthProviderId", o."providerAccountId", o.email
        FROM "ProjectUserOAuthAccount" o WHERE o."tenancyId" = @tenancy AND o."projectUserId" = ANY(@ids)
        """,
        UserParts.OAuthAccounts,
        row => new OAuthAccount(row.Text(1) ?? "", row.Text(2) ?? "", row.Text(3)),
        tenancy,
        ids,
        cancel);

    private async Task<ILookup<Guid, Membership>> MembershipsAsync(Guid tenancy, Guid[] ids, CancellationToken cancel)
    {
        var rows = await DetailsAsync(
            """
            SELECT m."projectUserId", m."teamId", m."isSelected"::text = 'TRUE'
            FROM "TeamMember" m WHERE m."tenancyId" = @tenancy AND m."projectUserId" = ANY(@ids)
            """,
            UserParts.Memberships,
            row => (TeamId: row.GetGuid(1), IsSelected: row.Flag(2) ?? false),
            tenancy,
            ids,
            cancel);
        var teamIds = rows.SelectMany(user => user, (_, membership) => membership.TeamId).Distinct().ToArray();
        var teams = (await _teams.FindAsync(tenancy, teamIds, cancel)).ToDictionary(team => team.Id);
        return rows
            .SelectMany(user => user, (user, m) => (User: user.Key, new Membership(m.TeamId, m.IsSelected, teams.GetValueOrDefault(m.TeamId))))
            .ToLookup(pair => pair.User, pair => pair.Item2);
    }

    private Task<ILookup<Guid, string>> PermissionsAsync(Guid tenancy, Guid[] ids, CancellationToken cancel) => DetailsAsync(
        """
        SELECT g."projectUserId", g."permissionId"
        FROM "ProjectUserDirectPermission" g WHERE g."tenancyId" = @tenancy AND g."projectUserId" = ANY(@ids)
        """,
        UserParts.Permissions,
        row => row.Text(1) ?? "",
        tenancy,
        ids,
        cancel);

    private async Task<ILookup<Guid, T>> DetailsAsync<T>(
        string sql, IReadOnlyList<string> needed, Func<Npgsql.NpgsqlDataReader, T> map, Guid tenancy, Guid[] ids, CancellationToken cancel)
    {
        if (database.Schema.WhyMissing(needed) is not null || sql.Length == 0)
            return Enumerable.Empty<(Guid, T)>().ToLookup(p => p.Item1, p => p.Item2);
        var rows = await database.QueryAsync(sql, row => (row.GetGuid(0), map(row)), cancel, ("tenancy", tenancy), ("ids", ids));
        return rows.ToLookup(pair => pair.Item1, pair => pair.Item2);
    }
}
