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

    [Fact]
    public async Task Markers_of_the_engine_are_counted_and_tables_of_nobody_are_not()
    {
        var rows = await databases.CopyAsync();
        await rows.ExecuteAsync(Engine + $$"""
            INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
            SELECT ARRAY['"table"', to_jsonb('external:payments-' || name)] || path, 'null'
            FROM unnest('{unknown,{{string.Join(',', EngineMarkers.Tables)}}}'::text[]) name,
                (VALUES ('{}'::jsonb[]), (ARRAY['"storage"']::jsonb[]), (ARRAY['"storage"', '"metadata"']::jsonb[]),
                    (ARRAY['"storage"', '"rows"']::jsonb[])) v (path)
            WHERE NOT (name IN ('unknown', 'txn-refund') AND cardinality(path) = 2 AND path[2] = '"metadata"');
            """);
        await using var database = await rows.OpenAsync();

        (await DataGenerationReader.MarkersAsync(database, default)).Should().Be(new EngineMarkers(64));
    }

    private static Task AddNamesAsync(StoredRows rows, IEnumerable<string> names) => rows.AddAsync(
        "SchemaMigration", [.. names.Select(name => new { id = Guid.NewGuid(), finishedAt = "2026-01-01", migrationName = name })]);

    private static async Task<DataGeneration> ReadAsync(StoredRows rows)
    {
        await using var database = await rows.OpenAsync();
        return await DataGenerationReader.ReadAsync(database, default);
    }
}
