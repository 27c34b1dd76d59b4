using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>Tables are saved, something happens to them, and what is said of it.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class TableSnapshotTests(DatabaseFixture databases) : IAsyncLifetime
{
    private const string Filled = """
        CREATE TYPE mood AS ENUM ('sad', 'happy');
        CREATE TABLE "Thing" (id uuid PRIMARY KEY, name text, "updatedAt" timestamp(3) NOT NULL DEFAULT '2020-01-01',
            at timestamptz, feels mood, doc jsonb, raw bytea, ratio float8, span interval, price numeric(10, 4), tags text[],
            "totpSecret" text, "lastName" text, "sequenceId" bigint, "shouldUpdateSequenceId" boolean);
        INSERT INTO "Thing" SELECT lpad(to_hex(n), 32, '0')::uuid, 'name ' || n, '2020-01-01', '2026-01-01T00:00:00Z'::timestamptz + n * '1 h'::interval,
            CASE WHEN n % 2 = 0 THEN 'sad' ELSE 'happy' END::mood, jsonb_build_object('b', n, 'a', jsonb_build_array(1.50, null)),
            decode(lpad(to_hex(n), 8, '0'), 'hex'), n / 3.0, n * '1 d 3 h'::interval, n, ARRAY['ä', NULL, n::text],
            CASE WHEN n % 3 = 0 THEN 'secret ' || n END, 'last', n, n > 990
        FROM generate_series(1, 1000) n;
        CREATE TABLE "Word" (word text NOT NULL, "projectId" text NOT NULL, "tokenId" int8 NOT NULL, value text, PRIMARY KEY ("projectId", "tokenId"));
        INSERT INTO "Word" SELECT 'w' || n, 'project ' || chr(96 + n % 20) || ' Ä', -5 + n, 'v' || n FROM generate_series(1, 400) n;
        CREATE TABLE "Heap" (a int, b text);
        INSERT INTO "Heap" VALUES (1, 'x'), (1, 'x'), (2, NULL);
        CREATE TABLE "Code" (code text PRIMARY KEY, n int);
        INSERT INTO "Code" SELECT 'very secret ' || n, n FROM generate_series(1, 300) n;
        CREATE TABLE "Part" (id int, v text, PRIMARY KEY (id)) PARTITION BY RANGE (id);
        CREATE TABLE "Part_1" PARTITION OF "Part" FOR VALUES FROM (0) TO (100);
        CREATE TABLE "Part_2" PARTITION OF "Part" FOR VALUES FROM (100) TO (1000);
        INSERT INTO "Part" SELECT n, 'v' || n FROM generate_series(1, 200) n;
        CREATE TABLE "Empty" (id uuid PRIMARY KEY);
        CREATE TABLE "OutgoingRequest" (id uuid PRIMARY KEY, "createdAt" timestamp NOT NULL);
        INSERT INTO "OutgoingRequest" SELECT lpad(to_hex(n), 32, '0')::uuid, '2020-01-01' FROM generate_series(1, 10) n;
        """;

    private readonly SavedTables _saved = new();
    private StoredRows _rows = null!;
    private string _name = null!;

    public async Task InitializeAsync()
    {
        _name = $"tables_{Guid.NewGuid():N}";
        await databases.Cluster.CreateDatabaseAsync(_name);
        _rows = new StoredRows(databases.Cluster.ConnectionString(_name));
        await _rows.ExecuteAsync(Filled);
    }

    public Task DisposeAsync()
    {
        _saved.Dispose();
        NpgsqlConnection.ClearAllPools();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Nothing_differs_while_nothing_changes()
    {
        var saving = await _saved.SaveAsync(_rows.ConnectionString);

        var comparing = await _saved.CompareAsync(_rows.ConnectionString);

        saving.Rows.Should().Be(1000 + 400 + 2 + 300 + 200 + 10, "of equal rows without a key one is kept, and their number");
        comparing.Rows.Should().Be(saving.Rows);
        comparing.Texts.Should().BeEmpty();
        comparing.Left.Should().BeEmpty();
        comparing.IsOneMoment.Should().BeTrue();
        Directory.EnumerateFiles(_saved.Folder, "*.received.*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_saves_of_the_same_data_are_equal_byte_for_byte()
    {
        await _saved.SaveAsync(_rows.ConnectionString);
        var first = _saved.Files;

        await _saved.SaveAsync(_rows.ConnectionString);

        _saved.Files.Should().BeEquivalentTo(first);
    }

    [Fact]
    public async Task A_copy_with_other_settings_does_not_differ()
    {
        await _saved.SaveAsync(_rows.ConnectionString);
        var copy = $"{_name}_copy";
        await new StoredRows(databases.Cluster.ConnectionString("postgres")).ExecuteAsync(
            $"CREATE DATABASE {copy} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        foreach (var setting in new[] { "TimeZone = 'Asia/Tokyo'", "DateStyle = 'German'", "IntervalStyle = 'iso_8601'",
            "extra_float_digits = -3", "bytea_output = 'escape'", "default_transaction_isolation = 'serializable'" })
        {
            await new StoredRows(databases.Cluster.ConnectionString("postgres")).ExecuteAsync($"ALTER DATABASE {copy} SET {setting}");
        }

        var other = new StoredRows(databases.Cluster.ConnectionString(copy));
        // Columns and labels in another order, rows in another one.
        await other.ExecuteAsync(Filled
            .Replace("('sad', 'happy')", "('happy', 'sad')").Replace("(id uuid PRIMARY KEY, name text,", "(name text, id uuid PRIMARY KEY,")
            .Replace("SELECT lpad(to_hex(n), 32, '0')::uuid, 'name ' || n,", "SELECT 'name ' || n, lpad(to_hex(n), 32, '0')::uuid,")
            .Replace("FROM generate_series(1, 1000) n", "FROM generate_series(1000, 1, -1) n")
            .Replace("jsonb_build_object('b', n, 'a', jsonb_build_array(1.50, null))", "jsonb_build_object('a', jsonb_build_array(1.50, null), 'b', n)"));

        var comparing = await _saved.CompareAsync(other.ConnectionString);

        comparing.Texts.Should().BeEmpty();
        comparing.Rows.Should().Be(1912);
    }

    [Theory]
    [InlineData("UPDATE \"Thing\" SET \"totpSecret\" = 'x' WHERE name IN ('name 3', 'name 6', 'name 999')",
        "TBL001 Error column:Thing.totpSecret changed in 3 of 1,000 rows: 00000000-0000-0000-0000-000000000003, 00000000-0000-0000-0000-000000000006, 00000000-0000-0000-0000-0000000003e7")]
    [InlineData("UPDATE \"Thing\" SET name = NULL, tags = '{}' WHERE name = 'name 10'",
        "TBL001 Error column:Thing.name changed in 1 of 1,000 rows: 00000000-0000-0000-0000-00000000000a",
        "TBL001 Error column:Thing.tags changed in 1 of 1,000 rows: 00000000-0000-0000-0000-00000000000a")]
    [InlineData("UPDATE \"Thing\" SET name = \"lastName\", \"lastName\" = name WHERE name = 'name 10'",
        "TBL001 Error column:Thing.lastName changed in 1 of 1,000 rows: 00000000-0000-0000-0000-00000000000a",
        "TBL001 Error column:Thing.name changed in 1 of 1,000 rows: 00000000-0000-0000-0000-00000000000a")]
    [InlineData("UPDATE \"Thing\" SET \"totpSecret\" = '' WHERE name = 'name 1'",
        "TBL001 Error column:Thing.totpSecret changed in 1 of 1,000 rows: 00000000-0000-0000-0000-000000000001")]
    [InlineData("DELETE FROM \"Thing\" WHERE name = 'name 500'",
        "TBL001 Error row:Thing/00000000-0000-0000-0000-0000000001f4 is gone")]
    [InlineData("INSERT INTO \"Thing\" (id, at) VALUES ('00000000-0000-0000-0000-0000000000ff', now()) ON CONFLICT DO NOTHING; INSERT INTO \"Thing\" (id, at) VALUES ('f0000000-0000-0000-0000-0000000000ff', now())",
        "TBL001 Error table:Thing has 1 new row: f0000000-0000-0000-0000-0000000000ff")]
    [InlineData("UPDATE \"Word\" SET value = 'other' WHERE \"tokenId\" = -4", "TBL001 Error column:Word.value changed in 1 of 400 rows: project a Ä/-4")]
    [InlineData("UPDATE \"Code\" SET n = -1 WHERE n = 7", "TBL001 Error column:Code.n changed in 1 of 300 rows: (hidden)")]
    [InlineData("DELETE FROM \"Code\" WHERE n = 7", "TBL001 Error row:Code/(hidden) is gone")]
    [InlineData("UPDATE \"Part\" SET v = '' WHERE id = 150", "TBL001 Error column:Part.v changed in 1 of 200 rows: 150")]
    [InlineData("INSERT INTO \"Heap\" VALUES (1, 'x')", "TBL001 Error column:Heap.(number of equal rows) changed in 1 of 2 rows: (a row without a key)")]
    [InlineData("UPDATE \"Heap\" SET b = 'new' WHERE a = 2", "TBL001 Error row:Heap/(a row without a key) is gone",
        "TBL001 Error table:Heap has 1 new row: (a row without a key)")]
    [InlineData("INSERT INTO \"Empty\" VALUES ('00000000-0000-0000-0000-000000000001')", "TBL001 Error table:Empty has 1 new row: 00000000-0000-0000-0000-000000000001")]
    [InlineData("DELETE FROM \"Word\"; INSERT INTO \"Word\" VALUES ('a', 'b', 1, 'c')", null)]
    public async Task What_changed_is_named(string sql, params string[]? expected)
    {
        await _saved.SaveAsync(_rows.ConnectionString);
        await _rows.ExecuteAsync(sql);

        var comparing = await _saved.CompareAsync(_rows.ConnectionString);

        if (expected is null) comparing.Findings.Should().HaveCount(401);
        else comparing.Texts.Should().BeEquivalentTo(expected);
        _saved.Files.Keys.Count(file => file.EndsWith(".received.bin")).Should().Be(1);
    }

    [Fact]
    public async Task A_received_file_takes_the_place_of_the_saved_one()
    {
        await _saved.SaveAsync(_rows.ConnectionString);
        await _rows.ExecuteAsync("DELETE FROM \"Thing\" WHERE name = 'name 500'; ALTER TABLE \"Thing\" ADD more text DEFAULT 'm'");
        await _saved.CompareAsync(_rows.ConnectionString);
        var received = Path.Combine(_saved.Folder, "_tables", "Rows.Are_table=Thing.received.bin");
        File.Move(received, received.Replace("received", "verified"), overwrite: true);

        var comparing = await _saved.CompareAsync(_rows.ConnectionString);

        comparing.Findings.Where(finding => finding.Code == "TBL001").Should().BeEmpty();
        File.Exists(received).Should().BeFalse();
    }

    [Theory]
    [InlineData("ALTER TABLE \"Thing\" ADD extra int DEFAULT 7; UPDATE \"Thing\" SET extra = 8 WHERE name = 'name 1'",
        "TBL002 Info column:Thing.extra is new, of type integer: 1 of 1,000 rows have another value than its default (7)")]
    [InlineData("ALTER TABLE \"Thing\" RENAME name TO \"displayName\"",
        "TBL002 Info column:Thing.name is called displayName now: its values are the same")]
    [InlineData("ALTER TABLE \"Thing\" RENAME name TO \"displayName\"; UPDATE \"Thing\" SET \"displayName\" = 'x' WHERE \"displayName\" = 'name 2'",
        "TBL002 Info column:Thing.name is called displayName now: its values are the same",
        "TBL001 Error column:Thing.displayName changed in 1 of 1,000 rows: 00000000-0000-0000-0000-000000000002")]
    [InlineData("ALTER TABLE \"Thing\" ALTER name TYPE varchar(50)",
        "TBL002 Info column:Thing.name is of type character varying(50) now, and was of text: TBL001 reports rows whose value reads otherwise")]
    [InlineData("ALTER TABLE \"Thing\" DROP \"lastName\"; UPDATE \"Thing\" SET name = 'x' WHERE name = 'name 200'",
        "TBL002 Warning column:Thing.lastName is gone, and its values with it. Of the other columns it can only be told in which range of rows they changed",
        "TBL001 Error column:Thing.name changed in one or more of 128 rows, in 1 ranges from 00000000-0000-0000-0000-000000000081 to 00000000-0000-0000-0000-000000000100")]
    [InlineData("CREATE INDEX thing_name ON \"Thing\" (name)", "TBL002 Info rule:thing_name of Thing is new: CREATE INDEX thing_name ON public.\"Thing\" USING btree (name)")]
    [InlineData("ALTER TABLE \"Thing\" DROP CONSTRAINT \"Thing_pkey\"; ALTER TABLE \"Thing\" ADD CONSTRAINT k PRIMARY KEY (id, name)",
        "TBL002 Info table:Thing has the key (id, name), and was saved by (id): its rows are compared by the saved one",
        "TBL002 Warning rule:Thing_pkey of Thing is gone: PRIMARY KEY (id)", "TBL002 Info rule:k of Thing is new: PRIMARY KEY (id, name)")]
    [InlineData("CREATE TABLE \"Fresh\" (id int PRIMARY KEY)", "TBL002 Info table:Fresh is new")]
    [InlineData("DROP TABLE \"Empty\"", "TBL002 Warning table:Empty is gone, and its rows with it")]
    public async Task What_a_migration_does_is_told_once(string sql, params string[] expected)
    {
        await _saved.SaveAsync(_rows.ConnectionString);
        await _rows.ExecuteAsync(sql);

        var comparing = await _saved.CompareAsync(_rows.ConnectionString);

        comparing.Texts.Should().BeEquivalentTo(expected);
    }

    [Fact]
    public async Task What_the_platform_changes_by_itself_is_not_damage_and_hides_no_lost_row()
    {
        await _saved.SaveAsync(_rows.ConnectionString);
        await _rows.ExecuteAsync("""
            UPDATE "Thing" SET "sequenceId" = "sequenceId" + 11, "shouldUpdateSequenceId" = false WHERE "shouldUpdateSequenceId";
            UPDATE "Thing" SET "sequenceId" = 7 WHERE name = 'name 500';
            UPDATE "Thing" SET "lastName" = 'new', "updatedAt" = now() AT TIME ZONE 'UTC' WHERE name = 'name 1';
            UPDATE "Thing" SET "lastName" = 'late', "updatedAt" = '2099-01-01' WHERE name = 'name 900';
            DELETE FROM "OutgoingRequest" WHERE id = lpad('1', 32, '0')::uuid;
            INSERT INTO "OutgoingRequest" VALUES (lpad('f', 32, '0')::uuid, now() AT TIME ZONE 'UTC');
            """);

        var comparing = await _saved.CompareAsync(_rows.ConnectionString);

        comparing.Texts.Select(text => text.Split(':')[0] + text.Split(' ')[2]).Should().BeEquivalentTo(
            "TBL001 Info columncolumn:Thing.lastName",
            "TBL001 Info columncolumn:Thing.updatedAt",
            "TBL001 Error columncolumn:Thing.lastName",
            "TBL001 Error columncolumn:Thing.updatedAt",
            "TBL001 Error columncolumn:Thing.sequenceId",
            "TBL001 Warning rowrow:OutgoingRequest/00000000-0000-0000-0000-000000000001",
            "TBL001 Info tabletable:OutgoingRequest");
    }

    [Fact]
    public async Task Ignored_columns_are_not_compared()
    {
        await _saved.SaveAsync(_rows.ConnectionString);
        await _rows.ExecuteAsync("UPDATE \"Thing\" SET \"lastName\" = 'x'");
        _saved.Options = _saved.Options with { SnapshotIgnoredColumns = [new IgnoredColumn("Thing", "lastName")] };

        (await _saved.CompareAsync(_rows.ConnectionString)).Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task New_values_are_shown_only_on_request_and_secrets_never()
    {
        await _saved.SaveAsync(_rows.ConnectionString);
        await _rows.ExecuteAsync("UPDATE \"Thing\" SET name = 'shown', \"totpSecret\" = 'not shown' WHERE name = 'name 1'");

        var hidden = await _saved.CompareAsync(_rows.ConnectionString);
        _saved.Options = _saved.Options with { ShowPersonalData = true };
        var shown = await _saved.CompareAsync(_rows.ConnectionString);

        hidden.Findings.Should().HaveCount(2).And.OnlyContain(finding => finding.Actual == null);
        shown.Findings.Select(finding => finding.Actual?.ToJsonString()).Should().BeEquivalentTo(
            "{\"00000000-0000-0000-0000-000000000001\":\"shown\"}", null);
    }

    [Fact]
    public async Task No_file_holds_a_value()
    {
        await _saved.SaveAsync(_rows.ConnectionString);

        foreach (var file in _saved.Files.Values)
        {
            var text = System.Text.Encoding.Latin1.GetString(file);
            text.Should().NotContainAny("very secret", "name 1", "secret 3");
        }
    }

    [Fact]
    public async Task Projects_narrow_what_has_a_project()
    {
        _saved.Projects = ["project a Ä"];
        var saving = await _saved.SaveAsync(_rows.ConnectionString);
        await _rows.ExecuteAsync("UPDATE \"Word\" SET value = 'x' WHERE \"projectId\" <> 'project a Ä'");

        var comparing = await _saved.CompareAsync(_rows.ConnectionString);

        saving.Rows.Should().Be(1912 - 380);
        comparing.Texts.Should().BeEmpty();
    }
}
