using System.Text.Json;
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

    // Every table of the newer version with what a tombstone of its row has in data; invitations are another test.
    private static readonly (string Table, object Row, object? Data)[] Copied =
    [
        ("ProjectUser", new { projectUserId = Member, mirroredProjectId = "p", mirroredBranchId = "main" }, null),
        ("ContactChannel", new { id = Id(3), projectUserId = Member, type = "EMAIL", value = "a@b", isVerified = true }, null),
        ("Team", new { teamId = Team, displayName = "T", mirroredProjectId = "p", mirroredBranchId = "main" }, null),
        ("TeamMember", new { projectUserId = Member, teamId = Team }, null),
        ("TeamMemberDirectPermission", new { id = Id(4), projectUserId = Member, teamId = Team, permissionId = "read" }, null),
        ("ProjectUserDirectPermission", new { id = Id(5), projectUserId = Member, permissionId = "read" }, null),
        ("ProjectUserRefreshToken", new { id = Id(6), projectUserId = Member, refreshToken = "t" }, null),
        (
            "UserNotificationPreference", new { id = Id(7), projectUserId = Member, notificationCategoryId = Id(70), enabled = true },
            new { projectUserId = Member, notificationCategoryId = Id(70) }
        ),
        (
            "ProjectUserOAuthAccount",
            new { id = Id(8), projectUserId = Member, configOAuthProviderId = "github", providerAccountId = "gh-1" },
            new { projectUserId = Member, configOAuthProviderId = "github", providerAccountId = "gh-1" }
        ),
    ];

    private static readonly IReadOnlyList<string> Tables = [.. Copied.Select(copied => copied.Table)];

    [Fact]
    public async Task A_tombstone_hides_the_row_of_its_key_if_its_id_is_greater()
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await AddAllAsync(rows, sequenceId: 1002, tombstone: 1);
        (await database.FoundAsync("DBI074")).Should().BeEmpty("the rows were created again later");
        (await database.FoundAsync("DBI072")).Should().BeEmpty("the tombstones are as the platform writes them");

        await rows.ExecuteAsync("""UPDATE "DeletedRow" SET "sequenceId" = "sequenceId" + 2002""");
        TablesOf(await database.FoundAsync("DBI074"), "is hidden in ").Should().BeEquivalentTo(Tables);
        await FlagAsync(rows, isFlagged: true, Tables);
        (await database.FoundAsync("DBI074")).Should().BeEmpty("the rows are to get greater ids");

        await FlagAsync(rows, isFlagged: true, "DeletedRow");
        TablesOf(await database.FoundAsync("DBI074"), "will be hidden in ").Should().BeEquivalentTo(
            Tables, "tombstones get their ids after rows");
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

        await AddAsync(rows, "Team", new { teamId = Team, displayName = "T", mirroredProjectId = "p", mirroredBranchId = "main" }, 34);
        (await database.FoundAsync("DBI074")).Should().ContainSingle().Which.Subject.Should().Be($"verification-code:{Id(9)}");
    }

    [Fact]
    public async Task Ids_are_compared_across_all_tables()
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await AddAllAsync(rows, sequenceId: 1002, tombstone: 1002);

        var twice = await database.FoundAsync("DBI062");

        twice.Should().HaveCount(Tables.Count);
        twice.Should().OnlyContain(row => Tables.Any(table => row.Detail.Contains($"in {table}")) && row.Detail.Contains("in DeletedRow"));
        await rows.ExecuteAsync("""UPDATE "DeletedRow" SET "sequenceId" = "sequenceId" + 2003""");
        (await database.FoundAsync("DBI062")).Should().HaveCount(Tables.Count)
            .And.OnlyContain(row => row.Subject.StartsWith("deleted-row:") && row.Detail.EndsWith("which is none of 1, 12, 23 and so on"));
        await rows.ExecuteAsync("ALTER SEQUENCE global_seq_id INCREMENT 1");
        (await database.FoundAsync("DBI062")).Should().BeEmpty("the sequence says how the ids count");
    }

    [Fact]
    public async Task A_row_without_an_id_must_wait_for_one()
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await AddAllAsync(rows, sequenceId: null, tombstone: null);

        TablesOf(await database.FoundAsync("DBI063"), "has no sequence id in ").Should().BeEquivalentTo(
            [.. Tables, .. Tables.Select(_ => "DeletedRow")]);
        await FlagAsync(rows, isFlagged: true, [.. Tables, "DeletedRow"]);
        (await database.FoundAsync("DBI063")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_sequence_that_was_set_back_is_told_per_table()
    {
        var (rows, database) = await NewestAsync();
        await using var closed = database;
        await AddAsync(rows, "TeamMember", new { projectUserId = Member, teamId = Team }, 1);
        await AddAsync(rows, "TeamMember", new { projectUserId = Id(30), teamId = Team }, 12);
        await AddAsync(rows, "ProjectUserRefreshToken", new { id = Id(6), projectUserId = Member, refreshToken = "t" }, 23);

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

    // The table that a finding names behind some words; of a membership it names the team too.
    private static IEnumerable<string> TablesOf(IEnumerable<OffendingRow> found, string behind) =>
        found.Select(row => row.Detail.Should().StartWith(behind).And.Subject[behind.Length..].Split(' ')[0]);

    private static Task FlagAsync(StoredRows rows, bool isFlagged, params IEnumerable<string> tables) => rows.ExecuteAsync(
        string.Join(';', tables.Select(table => $"UPDATE \"{table}\" SET \"shouldUpdateSequenceId\" = {isFlagged}")));

    // Each row with a tombstone of its key; ids count up by 11.
    private static async Task AddAllAsync(StoredRows rows, long? sequenceId, long? tombstone)
    {
        foreach (var (number, (table, row, data)) in Copied.Index())
        {
            await AddAsync(rows, table, row, sequenceId + (11 * number));
            await rows.ExecuteAsync($"""
                INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", data, "sequenceId", "shouldUpdateSequenceId")
                SELECT '{Id(900 + number)}', '{Tenancy}', '{table}', jsonb_object_agg(key, value), '{JsonSerializer.Serialize(data)}',
                    {(tombstone is null ? "NULL" : $"{tombstone + (11 * number)}")}, false
                FROM jsonb_each('{JsonSerializer.Serialize(row)}'::jsonb || jsonb_build_object('tenancyId', '{Tenancy}'::text)) member
                WHERE key = ANY (CASE
                    WHEN '{table}' IN ('UserNotificationPreference', 'ProjectUserRefreshToken', 'ProjectUserOAuthAccount')
                    THEN ARRAY['tenancyId', 'id']
                    WHEN '{table}' LIKE '%DirectPermission' THEN ARRAY['tenancyId', 'projectUserId', 'teamId', 'permissionId']
                    ELSE ARRAY['tenancyId', 'projectUserId', 'teamId', 'id'] END)
                """);
        }
    }

    private static async Task AddAsync(StoredRows rows, string table, object columns, long? sequenceId)
    {
        var row = JsonSerializer.SerializeToNode(columns)!.AsObject();
        row["tenancyId"] = Tenancy;
        row["sequenceId"] = sequenceId;
        row["shouldUpdateSequenceId"] = false;
        foreach (var time in TimesOf(table)) row[time] = "2026-01-01";
        await rows.AddAsync(table, row);
    }

    private static string[] TimesOf(string table) => table switch
    {
        "ProjectUser" => ["createdAt", "updatedAt", "signedUpAt"],
        "UserNotificationPreference" => [],
        _ => ["createdAt", "updatedAt"],
    };

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
