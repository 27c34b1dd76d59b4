using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Repairs;
using IntegrityTests.Tests.Checks.Database;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Repairs;

/// <summary>What a script does when it is not run as it was planned.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class RepairScriptTests(DatabaseFixture database) : IDisposable
{
    private static readonly Guid Tenancy = Guid.Parse("00000000-0000-4000-8000-000000000001");
    private readonly string _folder = Directory.CreateTempSubdirectory("integrity-script-").FullName;

    private string File => Path.Combine(_folder, "out", "repair.sql");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_row_that_changed_since_stops_it_and_nothing_is_done()
    {
        var rows = await WithKeysOfNoProjectAsync("gone", "lost");
        await PlanAsync(rows, "DBI006");
        await rows.ExecuteAsync("UPDATE \"ApiKeySet\" SET description = 'in use' WHERE \"projectId\" = 'lost'");

        var run = await ApplyAsync(rows);

        run.ExitCode.Should().NotBe(0);
        run.Errors.Should().MatchRegex("DBI006: of 2 planned rows 1 are still as they were read. Changed, repaired or removed since: "
            + "api-key-set:[0-9a-f-]{36}. Nothing was done. Run the suite again");
        (await ProjectsAsync(rows)).Should().BeEquivalentTo("gone", "lost");
    }

    [Fact]
    public async Task A_row_that_was_repaired_since_stops_it()
    {
        var rows = await WithKeysOfNoProjectAsync("gone");
        await PlanAsync(rows, "DBI006");
        await rows.AddProjectAsync("gone");

        (await ApplyAsync(rows)).Errors.Should().Contain("DBI006: of 1 planned rows 0 are still as they were read");
        (await ProjectsAsync(rows)).Should().Equal("gone");
    }

    [Fact]
    public async Task Ids_that_are_not_what_ids_are_stay_values()
    {
        string[] ids =
        [
            "a'b", "a\\", "a\\'; DROP TABLE \"ApiKeySet\"; --", "a\n\\! id\n", ":name", ":'id'", "$$", "$integrity$", "{plan}",
            "a\u2028é😀",
        ];
        var rows = await WithKeysOfNoProjectAsync(ids);
        await PlanAsync(rows, "DBI006");

        (await ApplyAsync(rows)).Should().BeEquivalentTo(new { ExitCode = 0, Errors = "" });

        (await ProjectsAsync(rows)).Should().BeEmpty();
        (await QueryAsync(rows, "SELECT \"row\" ->> 'projectId' FROM integrity_removed")).Should().BeEquivalentTo(ids);
    }

    [Fact]
    public async Task Many_removals_of_one_kind_are_not_planned_because_something_else_was_lost()
    {
        var rows = await database.CopyAsync();
        await rows.AddProjectAsync("p", tenancy: Tenancy);
        await rows.ExecuteAsync($"""
            INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "updatedAt")
            SELECT '{Tenancy}', gen_random_uuid(), gen_random_uuid(), 'EMAIL', true, n::text, now()
            FROM generate_series(0, {RepairPlanner.MaxRows}) n
            """);

        await PlanAsync(rows, "DBI025");

        (await ReadAsync()).Should().Contain($"More than {RepairPlanner.MaxRows} rows of ContactChannel would be removed.")
            .And.Contain("Nothing can be repaired from the rows alone").And.NotContain("BEGIN");
    }

    [Fact]
    public async Task Of_many_changes_the_first_are_planned()
    {
        var rows = await database.CopyAsync();
        await rows.AddProjectAsync("p", tenancy: Tenancy);
        await rows.ExecuteAsync($"""
            INSERT INTO "Team" ("tenancyId", "teamId", "displayName", "mirroredProjectId", "mirroredBranchId", "updatedAt")
            SELECT '{Tenancy}', gen_random_uuid(), '', 'other', 'main', now() FROM generate_series(0, {RepairPlanner.MaxRows}) n
            """);

        await PlanAsync(rows, "DBI013");

        (await ReadAsync()).Should().Contain($"Only the first {RepairPlanner.MaxRows} rows of Team are planned.");
        (await ApplyAsync(rows)).ExitCode.Should().Be(0);
        (await QueryAsync(rows, "SELECT count(*)::text FROM \"Team\" WHERE \"mirroredProjectId\" = 'other'")).Should().Equal("1");
    }

    [Fact]
    public async Task It_holds_no_value_of_a_row_and_only_its_owner_may_read_it()
    {
        var rows = await database.CopyAsync();
        await rows.AddProjectAsync("p", tenancy: Tenancy);
        await rows.ExecuteAsync($"""
            INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "updatedAt")
            VALUES ('{Tenancy}', gen_random_uuid(), gen_random_uuid(), 'EMAIL', true, 'canary@example.com', now())
            """);

        await PlanAsync(rows, "DBI025");

        (await ReadAsync()).Should().Contain("integrity_dbi025_1").And.NotContain("canary");
        if (!OperatingSystem.IsWindows())
            System.IO.File.GetUnixFileMode(File).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFileSystemEntries(Path.GetDirectoryName(File)!).Should().Equal(File);
    }

    [Fact]
    public async Task Within_another_transaction_it_refuses()
    {
        var rows = await WithKeysOfNoProjectAsync("gone");
        await PlanAsync(rows, "DBI006");
        await System.IO.File.WriteAllTextAsync(File, "BEGIN;\nSELECT 1;\n" + await ReadAsync());

        (await ApplyAsync(rows)).ExitCode.Should().NotBe(0);
        (await ProjectsAsync(rows)).Should().Equal("gone");
    }

    [Fact]
    public async Task Keys_are_those_of_the_platform_and_hold_ids_only()
    {
        RepairedTable.All.SelectMany(table => table.Keys).Distinct().Should().BeEquivalentTo(
            "id", "tenancyId", "projectId", "branchId", "projectUserId", "teamId");
        var ids = await QueryAsync(database.Shared, "SELECT relname FROM pg_class WHERE relkind = 'r'");
        RepairedTable.All.Select(table => table.Name).Should().BeSubsetOf(ids);
    }

    private async Task<StoredRows> WithKeysOfNoProjectAsync(params string[] projects)
    {
        var rows = await database.CopyAsync();
        foreach (var projectId in projects)
        {
            await rows.AddAsync(
                "ApiKeySet",
                new { projectId, id = Guid.NewGuid(), description = "", expiresAt = "2099-01-01", updatedAt = "2026-01-01" });
        }

        return rows;
    }

    // Whatever the invariant finds.
    private async Task PlanAsync(StoredRows rows, string code)
    {
        await using var replica = await ReplicaDatabase.OpenAsync(rows.ConnectionString, CancellationToken.None);
        using var script = new RepairScript(File);
        var rule = ShippedInvariant.Of(code);
        var found = (await replica.FoundAsync(code)).Select(row => row.Subject).Distinct().ToList();
        foreach (var _ in found) script.Found(code);
        await new RepairPlanner(script, replica).PlanAsync(RepairPlans.RuleOf(rule), found, CancellationToken.None);
        script.Finish(_ => rule.Decide, whyIncomplete: null);
    }

    private Task<string> ReadAsync() => System.IO.File.ReadAllTextAsync(File);

    private async Task<Applied> ApplyAsync(StoredRows rows)
    {
        var committed = Path.Combine(_folder, "committed.sql");
        await System.IO.File.WriteAllTextAsync(committed, RepairProof.Committed(await ReadAsync()));
        var name = new Npgsql.NpgsqlConnectionStringBuilder(rows.ConnectionString).Database!;
        return await Psql.RunAsync(database.Cluster.ConnectionUri(name), committed);
    }

    private static Task<List<string>> ProjectsAsync(StoredRows rows) => QueryAsync(rows, "SELECT \"projectId\" FROM \"ApiKeySet\"");

    private static async Task<List<string>> QueryAsync(StoredRows rows, string sql)
    {
        await using var replica = await rows.OpenAsync();
        return await replica.QueryAsync(sql, row => row.GetString(0), CancellationToken.None);
    }
}
