using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads when users were active last: a time that the platform only ever moves on.</summary>
internal sealed class ActivityReader(ReplicaDatabase database)
{
    /// <summary>Whether the database has what is read.</summary>
    public bool CanRead =>
        database.Schema.WhyMissing(UserColumns.SignedUpAt) is null && database.Schema.WhyMissing(UserColumns.LastActiveAt) is null;

    /// <summary>Users as they are stored now; who is gone is left out.</summary>
    public Task<List<UserActivity>> ReadAsync(IEnumerable<UserActivity> users, CancellationToken cancel) => database.QueryAsync(
        $"""
        SELECT {database.Schema.Select(UserColumns.Table, "u")}, u."tenancyId" FROM "ProjectUser" u
        WHERE (u."tenancyId", u."projectUserId") IN (SELECT * FROM unnest(@tenancies::uuid[], @ids::uuid[]))
        """,
        row =>
        {
            var user = UserColumns.Read(new(row));
            var tenancy = row.GetGuid(UserColumns.Table.Width);
            return new UserActivity(tenancy, user.Id, user.SignedUpAt, user.LastActiveAt ?? StoredTime.BeforeAll);
        },
        cancel,
        ("tenancies", users.Select(user => user.Tenancy).ToArray()),
        ("ids", users.Select(user => user.Id).ToArray()));
}

/// <summary>When a user was active.</summary>
/// <param name="Tenancy">The tenancy.</param>
/// <param name="Id">The user.</param>
/// <param name="SignedUpAt">When the user signed up, which never changes.</param>
/// <param name="LastActiveAt">When the user was active last.</param>
internal sealed record UserActivity(Guid Tenancy, Guid Id, StoredTime SignedUpAt, StoredTime LastActiveAt);
