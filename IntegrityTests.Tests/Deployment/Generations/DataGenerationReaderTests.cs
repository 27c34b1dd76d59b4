using FluentAssertions;
using IntegrityTests.Deployment.Generations;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Generations;

[Collection(DatabaseCollection.Name)]
public sealed class DataGenerationReaderTests(DatabaseFixture databases)
{
    private const string Engine = """
        CREATE TABLE IF NOT EXISTS "BulldozerStorageEngine" (
            "keyPath" jsonb[] NOT NULL UNIQUE,
            "keyPathParent" jsonb[] GENERATED ALWAYS AS (CASE WHEN cardinality("keyPath") = 0 THEN NULL
                ELSE "keyPath"[1:cardinality("keyPath") - 1] END) STORED,
            value jsonb NOT NULL);
        """;

    [Fact]
    public async Task Names_are_read_where_the_platform_keeps_them()
    {
        var rows = await databases.CopyAsync();
        await AddNamesAsync(rows, [.. Migrations.OfMarch, "20270101000000_tomorrow"]);

        (await ReadAsync(rows)).Should().BeEquivalentTo(new { Name = "newer than 2026-03", WhyUnfit = (string?)null, IsNewer = true });
    }

    [Fact]
    public async Task Names_are_read_where_Prisma_kept_them_if_nowhere_else()
    {
        var rows = await databases.CopyAsync();
        await rows.ExecuteAsync("""
            CREATE TABLE "_prisma_migrations" (migration_name text, finished_at timestamptz, rolled_back_at timestamptz);
            INSERT INTO "_prisma_migrations" VALUES
                ('20270101000000_tomorrow', now(), NULL), ('20270102000000_unfinished', NULL, NULL),
                ('20270103000000_undone', now(), now());
            """);

        (await ReadAsync(rows)).Notices.Should().Contain(notice => notice.Contains("by 1 migration(s): 20270101000000_tomorrow"));
    }

    [Fact]
    public async Task A_database_without_names_is_told_by_its_tables()
    {
        var rows = await databases.CopyAsync();
        await rows.ExecuteAsync("""DROP TABLE "SchemaMigration" """);

        (await ReadAsync(rows)).Name.Should().Be("2026-03");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Markers_of_the_engine_are_counted(bool withoutParents)
    {
        var rows = await databases.CopyAsync();
        await rows.ExecuteAsync(Engine + """
            INSERT INTO "BulldozerStorageEngine" ("keyPath", value) SELECT path, 'null' FROM (
                VALUES ('{}'::jsonb[]), (ARRAY['"table"']::jsonb[])) v (path);
            INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
            SELECT ARRAY['"table"', to_jsonb('external:' || name)] || path, 'null'
            FROM (SELECT 'payments-item-quantities' AS name UNION ALL SELECT 't' || n FROM generate_series(1, 64) n) tables,
                (VALUES ('{}'::jsonb[]), (ARRAY['"storage"']::jsonb[]), (ARRAY['"storage"', '"metadata"']::jsonb[]),
                    (ARRAY['"storage"', '"rows"']::jsonb[])) v (path)
            WHERE NOT (name = 't7' AND cardinality(path) = 2 AND path[2] = '"metadata"');
            """);
        if (withoutParents) await rows.ExecuteAsync("""ALTER TABLE "BulldozerStorageEngine" DROP "keyPathParent" """);

        await using var database = await rows.OpenAsync();

        (await DataGenerationReader.MarkersAsync(database, default)).Should().Be(new EngineMarkers(65, 64, HasLast: true));
    }

    private static Task AddNamesAsync(StoredRows rows, IEnumerable<string> names) => rows.AddAsync(
        "SchemaMigration", [.. names.Select(name => new { id = Guid.NewGuid(), finishedAt = "2026-01-01", migrationName = name })]);

    private static async Task<DataGeneration> ReadAsync(StoredRows rows)
    {
        await using var database = await rows.OpenAsync();
        return await DataGenerationReader.ReadAsync(database, default);
    }
}
