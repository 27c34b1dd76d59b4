using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>The ids that rows and tombstones get for the copy in analytics: DBI062, DBI063, DBI071 and DBI074.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class SequencedRowsTests(DatabaseFixture databases)
{
    private const string Mails = "EmailOutbox";
    private static readonly string Member = Id(1);
    private static readonly string Team = Id(2);

    /// <summary>Every table that is copied, with the columns of one row, and the data that a tombstone of it needs.</summary>
    public static TheoryData<string, string, string> Copied => new()
    {
        { "ProjectUser", Of(new { projectUserId = Member, mirroredProjectId = "p", mirroredBranchId = "main" }), "null" },
        { "ContactChannel", Of(new { id = Id(3), projectUserId = Member, type = "EMAIL", value = "a@b", isVerified = true }), "null" },
        { "Team", Of(new { teamId = Team, displayName = "T", mirroredProjectId = "p", mirroredBranchId = "main" }), "null" },
        { "TeamMember", Of(new { projectUserId = Member, teamId = Team }), "null" },
        { "TeamMemberDirectPermission", Of(new { id = Id(4), projectUserId = Member, teamId = Team, permissionId = "read" }), "null" },
        { "ProjectUserDirectPermission", Of(new { id = Id(5), projectUserId = Member, permissionId = "read" }), "null" },
        { "ProjectUserRefreshToken", Of(new { id = Id(6), projectUserId = Member, refreshToken = "t" }), "null" },
        {
            "UserNotificationPreference",
            Of(new { id = Id(7), projectUserId = Member, notificationCategoryId = Id(70), enabled = true }),
            Of(new { projectUserId = Member, notificationCategoryId = Id(70) })
        },
        {
            "ProjectUserOAuthAccount",
            Of(new { id = Id(8), projectUserId = Member, configOAuthProviderId = "github", providerAccountId = "gh-1" }),
            Of(new { projectUserId = Member, configOAuthProviderId = "github", providerAccountId = "gh-1" })
        },
    };

    [Theory]
    [MemberData(nameof(Copied))]
    public async Task A_tombstone_hides_the_row_of_its_key_if_its_id_is_greater(string table, string row, string data)
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await AddAsync(rows, table, row, sequenceId: 12);
        await AddTombstoneAsync(rows, table, row, data, "1, false");
        (await database.FoundAsync("DBI074")).Should().BeEmpty("the row was created again later");

        await rows.ExecuteAsync("""UPDATE "DeletedRow" SET "sequenceId" = 23""");
        (await database.FoundAsync("DBI074")).Should().ContainSingle().Which.Detail.Should().StartWith($"is hidden in {table}");
        await rows.ExecuteAsync($"""UPDATE "{table}" SET "shouldUpdateSequenceId" = true""");
        (await database.FoundAsync("DBI074")).Should().BeEmpty("the row is to get a greater id");

        await rows.ExecuteAsync("""UPDATE "DeletedRow" SET "shouldUpdateSequenceId" = true""");
        (await database.FoundAsync("DBI074")).Should().ContainSingle("tombstones get their ids after rows")
            .Which.Detail.Should().StartWith($"will be hidden in {table}");
        (await database.FoundAsync("DBI072")).Should().BeEmpty("the tombstone is as the platform writes it");
    }

    [Fact]
    public async Task A_tombstone_hides_an_invitation_unless_its_team_is_gone()
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await rows.ExecuteAsync($$"""
            INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "expiresAt", data, "updatedAt", "sequenceId",
                "shouldUpdateSequenceId")
            VALUES ('p', 'main', '{{Id(9)}}', 'TEAM_INVITATION', 'c', now(), '{"team_id": "{{Team}}"}', now(), 12, false);
            INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "sequenceId", "shouldUpdateSequenceId")
            VALUES ('{{Id(90)}}', '{{Tenancy}}', 'VerificationCode_TEAM_INVITATION', '{"id": "{{Id(9)}}"}', 23, false);
            """);
        (await database.FoundAsync("DBI074")).Should().BeEmpty();
        (await database.FoundAsync("DBI072")).Should().BeEmpty();

        await AddAsync(rows, "Team", Of(new { teamId = Team, displayName = "T", mirroredProjectId = "p", mirroredBranchId = "main" }), 34);
        (await database.FoundAsync("DBI074")).Should().ContainSingle().Which.Subject.Should().Be($"verification-code:{Id(9)}");
    }

    [Theory]
    [MemberData(nameof(Copied))]
    public async Task Ids_are_compared_across_all_tables(string table, string row, string data)
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await AddAsync(rows, table, row, sequenceId: 12);
        await AddTombstoneAsync(rows, table, row, data, "12, false");

        var found = (await database.FoundAsync("DBI062")).Should().ContainSingle().Which;

        $"{found.Subject} {found.Detail}".Should().ContainAll(table, $"deleted-row:{Id(90)}", "sequence id 12");
        await rows.ExecuteAsync("""UPDATE "DeletedRow" SET "sequenceId" = 13""");
        (await database.FoundAsync("DBI062")).Should().ContainSingle().Which.Detail.Should().Contain("none of 1, 12, 23");
        await rows.ExecuteAsync("ALTER SEQUENCE global_seq_id INCREMENT 1");
        (await database.FoundAsync("DBI062")).Should().BeEmpty("the sequence says how the ids count");
    }

    [Theory]
    [MemberData(nameof(Copied))]
    public async Task A_row_without_an_id_must_wait_for_one(string table, string row, string data)
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await AddAsync(rows, table, row, sequenceId: null);
        await AddTombstoneAsync(rows, table, row, data, "NULL, true");

        (await database.FoundAsync("DBI063")).Should().ContainSingle().Which.Detail.Should().StartWith($"has no sequence id in {table}");
        await rows.ExecuteAsync("""UPDATE "DeletedRow" SET "shouldUpdateSequenceId" = false""");
        (await database.FoundAsync("DBI063")).Should().Contain(found => found.Subject == $"deleted-row:{Id(90)}");
    }

    [Fact]
    public async Task A_sequence_that_was_set_back_is_told_per_table()
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await AddAsync(rows, "TeamMember", Of(new { projectUserId = Member, teamId = Team }), 1);
        await AddAsync(rows, "TeamMember", Of(new { projectUserId = Id(30), teamId = Team }), 12);
        await AddAsync(rows, "ProjectUserRefreshToken", Of(new { id = Id(6), projectUserId = Member, refreshToken = "t" }), 23);

        (await database.FoundAsync("DBI071")).Select(row => $"{row.Subject} {row.Detail}").Should().BeEquivalentTo(
            $"user:{Id(30)} has sequence id 12 in TeamMember, but global_seq_id has come to 0; 2 row(s) of this table are ahead of it",
            $"refresh-token:{Id(6)} has sequence id 23 in ProjectUserRefreshToken, but global_seq_id has come to 0; "
                + "1 row(s) of this table are ahead of it");
        await rows.ExecuteAsync("SELECT setval('global_seq_id', 12)");
        (await database.FoundAsync("DBI071")).Should().ContainSingle().Which.Subject.Should().StartWith("refresh-token:");
        await rows.ExecuteAsync("SELECT setval('global_seq_id', 23)");
        (await database.FoundAsync("DBI071")).Should().BeEmpty();
    }

    [Fact]
    public async Task Without_the_right_to_the_sequence_only_what_needs_it_is_skipped()
    {
        var (rows, owner) = await NewestAsync();
        await owner.DisposeAsync();
        var role = $"reader_{Guid.NewGuid():N}";
        await rows.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'p'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}");
        var reader = new NpgsqlConnectionStringBuilder(rows.ConnectionString) { Username = role, Password = "p", Pooling = false };
        await using var database = await ReplicaDatabase.OpenAsync(reader.ConnectionString, CancellationToken.None);
        var reading = () => database.FoundAsync("DBI071");

        var refused = (await reading.Should().ThrowAsync<PostgresException>()).Which;

        DatabaseInvariants.Explain(ShippedInvariant.Of("DBI071"), refused).Should().BeOfType<RowSkippedException>()
            .Which.Message.Should().Contain("GRANT SELECT ON SEQUENCE global_seq_id");
        foreach (var code in (string[])["DBI062", "DBI063", "DBI074"]) (await database.FoundAsync(code)).Should().BeEmpty();
    }

    [FactRequiringFacts]
    public async Task The_rows_that_the_platform_itself_hid_are_found_and_no_others()
    {
        await using var database = await RecordedAsync();

        (await database.FoundAsync("DBI074")).Select(row => (row.Project, row.Subject)).Should().BeEquivalentTo(
            from subject in (string[])
            [
                "user:6f16fae5-d8b9-4b74-aed3-d0a75d3d7fd8", "grant:33278f14-7f9f-47d9-bd59-aa5c92655649",
                "oauth-account:851279c8-ee44-459b-9c00-5d164f5352d5", "oauth-account:f89a1f89-29a2-4e75-9289-ed0548d36db3",
            ]
            select ("afb97f3f-7881-4bb1-98bb-3bb983b6552e", subject));
        foreach (var code in (string[])["DBI062", "DBI063", "DBI071", "DBI072", "DBI073", "DBI075", "DBI076"])
            (await database.FoundAsync(code)).Should().BeEmpty(code);
        (await database.FoundAsync("DBI077")).Should().ContainSingle().Which.Cause.Should().NotBeNull();
    }

    private static readonly Guid Tenancy = Tenant.Numbered(99);

    private static string Id(int number) => $"{Tenant.Numbered(number)}";

    private static string Of(object columns) => System.Text.Json.JsonSerializer.Serialize(columns);

    private static async Task AddAsync(StoredRows rows, string table, string columns, long? sequenceId)
    {
        var row = System.Text.Json.Nodes.JsonNode.Parse(columns)!.AsObject();
        row["tenancyId"] = Tenancy;
        row["sequenceId"] = sequenceId;
        row["shouldUpdateSequenceId"] = false;
        foreach (var time in (string[])["createdAt", "updatedAt", "signedUpAt"]) row[time] = "2026-01-01";
        // Not every table has all times.
        await rows.ExecuteAsync($"""
            DO $$ BEGIN
                EXECUTE (
                    SELECT format(
                        'INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, %3$L)',
                        '{table}', string_agg(quote_ident(key), ', '), '{row.ToJsonString()}')
                    FROM jsonb_object_keys('{row.ToJsonString()}') key
                    JOIN information_schema.columns ON table_name = '{table}' AND column_name = key);
            END $$
            """);
    }

    private static Task AddTombstoneAsync(StoredRows rows, string table, string row, string data, string idAndFlag) =>
        rows.ExecuteAsync($"""
        INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", data, "sequenceId", "shouldUpdateSequenceId")
        SELECT '{Id(90)}', '{Tenancy}', '{table}', jsonb_object_agg(key, value), '{data}', {idAndFlag}
        FROM jsonb_each('{row}' || jsonb_build_object('tenancyId', '{Tenancy}'::text)) member
        WHERE key = ANY (CASE
            WHEN '{table}' IN ('UserNotificationPreference', 'ProjectUserRefreshToken', 'ProjectUserOAuthAccount') THEN '{"{tenancyId,id}"}'
            WHEN '{table}' LIKE '%DirectPermission' THEN '{"{tenancyId,projectUserId,teamId,permissionId}"}'
            ELSE '{"{tenancyId,projectUserId,teamId,id}"}' END::text[])
        """);

    private async Task<(StoredRows Rows, ReplicaDatabase Database)> NewestAsync()
    {
        var rows = await CreateAsync(connection => Schema.CreateTablesAsync(connection, Platform.Newest, CancellationToken.None));
        await rows.AddProjectAsync("p", tenancy: Tenancy);
        return (rows, await rows.OpenAsync());
    }

    private async Task<ReplicaDatabase> RecordedAsync()
    {
        var rows = await CreateAsync(async connection =>
        {
            await Schema.CreateTablesAsync(connection, Platform.Newest, CancellationToken.None);
            var files = Directory.EnumerateFiles(Path.Combine(SharedFacts.Folder, "clickhouse-2026-04", "postgres"), "*.csv");
            // Of mails the sample has no generated columns.
            foreach (var file in files.Where(file => Path.GetFileNameWithoutExtension(file) is not ("sequences" or Mails)))
                await RecordedTables.CopyAsync(connection, file);
        });
        await rows.ExecuteAsync("SELECT setval('global_seq_id', 84239)");
        return await rows.OpenAsync();
    }

    private async Task<StoredRows> CreateAsync(Func<NpgsqlConnection, Task> fill)
    {
        var name = $"sequenced_{Guid.NewGuid():N}";
        await databases.Cluster.CreateDatabaseAsync(name);
        var rows = new StoredRows(databases.Cluster.ConnectionString(name));
        await using var connection = new NpgsqlConnection(rows.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await fill(connection);
        return rows;
    }
}
