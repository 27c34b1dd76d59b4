using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Tables;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>Nothing is said where nothing changed, and nothing is left of a save that was cut off.</summary>
public sealed class UnchangedTablesTests(DatabaseFixture databases) : FilledTables(databases)
{
    [Fact]
    public async Task Nothing_differs_while_nothing_changes()
    {
        var saving = await Saved.SaveAsync(Rows.ConnectionString);

        var comparing = await Saved.CompareAsync(Rows.ConnectionString);

        saving.Rows.Should().Be(FilledRows, "of equal rows without a key one is kept, and their number");
        comparing.Rows.Should().Be(saving.Rows);
        comparing.Texts.Should().BeEmpty();
        comparing.Left.Should().BeEmpty();
        comparing.IsOneMoment.Should().BeTrue();
        Directory.EnumerateFiles(Saved.Folder, "*.received.*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_saves_of_the_same_data_are_equal_byte_for_byte_and_hold_no_value()
    {
        await Saved.SaveAsync(Rows.ConnectionString);
        var first = Saved.Files;

        await Saved.SaveAsync(Rows.ConnectionString);

        Saved.Files.Should().BeEquivalentTo(first);
        first.Values.Select(System.Text.Encoding.Latin1.GetString)
            .Should().OnlyContain(text => !text.Contains("very secret") && !text.Contains("name 1") && !text.Contains("secret 3"));
    }

    [Fact]
    public async Task A_copy_with_other_settings_does_not_differ()
    {
        await Saved.SaveAsync(Rows.ConnectionString);
        // Columns and labels, rows, and the keys of documents are in another order.
        var other = await CreateAsync(
            "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'",
            Filled
                .Replace("('sad', 'happy')", "('happy', 'sad')")
                .Replace("(id uuid PRIMARY KEY, name text,", "(name text, id uuid PRIMARY KEY,")
                .Replace("SELECT lpad(to_hex(n), 32, '0')::uuid, 'name ' || n,", "SELECT 'name ' || n, lpad(to_hex(n), 32, '0')::uuid,")
                .Replace("FROM generate_series(1, 1000) n", "FROM generate_series(1000, 1, -1) n")
                .Replace("'b', n, 'a', jsonb_build_array(1.50, null)", "'a', jsonb_build_array(1.50, null), 'b', n"),
            "TimeZone = 'Asia/Tokyo'", "DateStyle = 'German'", "IntervalStyle = 'iso_8601'", "extra_float_digits = -3",
            "bytea_output = 'escape'", "default_transaction_isolation = 'serializable'");

        var comparing = await Saved.CompareAsync(other.ConnectionString);

        comparing.Texts.Should().BeEmpty();
        comparing.Rows.Should().Be(FilledRows);
    }

    [Fact]
    public async Task Rows_that_an_index_lacks_are_saved_and_compared_all_the_same()
    {
        await Rows.ExecuteAsync("""
            UPDATE pg_index SET indisready = false WHERE indrelid = '"Thing"'::regclass;
            INSERT INTO "Thing" (id, name) VALUES ('ffffffff-0000-4000-8000-000000000001', 'hidden');
            UPDATE pg_index SET indisready = true WHERE indrelid = '"Thing"'::regclass
            """);
        // As on a large table, where it does not pay to read and sort all of it.
        var byIndex = Rows.ConnectionString + ";Options=-c enable_seqscan=off";
        var saving = await Saved.SaveAsync(byIndex);
        await Rows.ExecuteAsync("UPDATE \"Thing\" SET name = 'x' WHERE name = 'hidden'");

        var comparing = await Saved.CompareAsync(byIndex);

        saving.Rows.Should().Be(FilledRows + 1);
        comparing.Texts.Should().ContainSingle().Which.Should().Contain("column:Thing.name changed in 1 of 1,001 rows: ffffffff-");
    }

    [Fact]
    public async Task A_table_that_the_user_may_not_read_is_not_verified()
    {
        var role = $"reader_{Guid.NewGuid():N}";
        await Rows.ExecuteAsync($"""
            CREATE ROLE {role} LOGIN PASSWORD 'p';
            GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role};
            REVOKE SELECT ON "Code" FROM {role}
            """);
        var reader = new NpgsqlConnectionStringBuilder(Rows.ConnectionString) { Username = role, Password = "p", Pooling = false };

        var refused = await Saved.SaveAsync(reader.ConnectionString);
        var comparing = await Saved.CompareAsync(Rows.ConnectionString);
        await Saved.SaveAsync(Rows.ConnectionString);
        var refusedToCompare = await Saved.CompareAsync(reader.ConnectionString);

        refused.Left.Should().Equal("Table \"Code\" cannot be saved: the database user may not read it: GRANT SELECT ON \"Code\" to it.");
        comparing.Texts.Should().BeEmpty("a table that could not be saved is not new");
        refusedToCompare.Left.Should().ContainSingle().Which.Should().Contain("GRANT SELECT ON \"Code\"");
    }

    [Fact]
    public async Task A_received_file_takes_the_place_of_the_saved_one()
    {
        await AfterAsync("DELETE FROM \"Thing\" WHERE name = 'name 500'; ALTER TABLE \"Thing\" ADD more text DEFAULT 'm'");
        var received = Path.Combine(Saved.Folder, "_tables", "Rows.Are_table=Thing.received.bin");
        File.Move(received, received.Replace("received", "verified"), overwrite: true);

        var comparing = await Saved.CompareAsync(Rows.ConnectionString);

        comparing.Findings.Where(finding => finding.Code == "TBL001").Should().BeEmpty();
        File.Exists(received).Should().BeFalse();
    }

    [Fact]
    public async Task Projects_narrow_what_has_a_project()
    {
        Saved.Projects = ["project a Ä"];
        var saving = await Saved.SaveAsync(Rows.ConnectionString);
        await Rows.ExecuteAsync("UPDATE \"Word\" SET value = 'x' WHERE \"projectId\" <> 'project a Ä'");

        var comparing = await Saved.CompareAsync(Rows.ConnectionString);

        saving.Rows.Should().Be(FilledRows - 380);
        comparing.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task A_save_that_was_cut_off_leaves_the_earlier_one_and_the_next_begins_again()
    {
        await Saved.SaveAsync(Rows.ConnectionString);
        var before = Saved.Files;
        var half = Path.Combine(Saved.Folder, ".saving", "_tables", "Rows.Are_table=Thing.verified.bin");
        Directory.CreateDirectory(Path.GetDirectoryName(half)!);
        await File.WriteAllBytesAsync(half, before.Values.First()[..100]);

        using (var folder = SnapshotFolder.Open(Saved.Folder, saves: true))
        {
            folder.HadUnfinishedSave.Should().BeTrue();
            File.Exists(half).Should().BeFalse();
        }

        Saved.Files.Should().BeEquivalentTo(before);
        await Saved.SaveAsync(Rows.ConnectionString);
        Saved.Files.Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task A_read_that_the_server_ends_goes_on_behind_its_last_row_at_a_later_moment()
    {
        const int Many = 150_000;
        // More than fits between the server and whoever reads.
        await Rows.ExecuteAsync($"CREATE TABLE \"Long\" (n int PRIMARY KEY); INSERT INTO \"Long\" SELECT generate_series(1, {Many})");
        await using var database = await ReplicaDatabase.OpenAsync(Rows.ConnectionString, default);
        await using var view = await TableView.OpenAsync(database, default);
        var keys = new List<string>();

        // The first row ends the session that reads, and the one that keeps the moment.
        await ReadAsync(view, "Long", "n", key =>
        {
            keys.Add(key);
            if (keys.Count == 1) EndSessions();
        });

        keys.Should().HaveCount(Many).And.OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
        view.IsOneMoment.Should().BeFalse();
    }

    [Fact]
    public async Task A_moment_that_the_server_ends_between_two_reads_is_left()
    {
        await using var database = await ReplicaDatabase.OpenAsync(Rows.ConnectionString, default);
        await using var view = await TableView.OpenAsync(database, default);
        var keys = new List<string>();
        EndSessions();

        await ReadAsync(view, "Thing", "name", keys.Add);

        keys.Should().HaveCount(1000);
        view.IsOneMoment.Should().BeFalse();
    }

    [Fact]
    public async Task A_moment_that_nobody_needs_any_more_is_no_loss()
    {
        await using var database = await ReplicaDatabase.OpenAsync(Rows.ConnectionString, default);
        await using var view = await TableView.OpenAsync(database, default);
        var keys = new List<string>();
        await view.ReleaseAsync();

        await ReadAsync(view, "Thing", "name", keys.Add);

        keys.Should().HaveCount(1000);
        view.IsOneMoment.Should().BeTrue("all was read before");
    }

    private static Task ReadAsync(TableView view, string name, string column, Action<string> read)
    {
        var table = view.Tables.Single(shape => shape.Name == name);
        var query = new TableQuery(table, table.Key, [(column, column)], new TableHashes([1, 2, 3], name));
        return view.ReadAsync(query, 1, row => read(Convert.ToHexString(row.Key)), default);
    }

    private void EndSessions() => Rows.ExecuteAsync(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        .GetAwaiter().GetResult();
}
