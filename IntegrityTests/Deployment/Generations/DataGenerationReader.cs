using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Deployment.Generations;

/// <summary>Reads from a database what tells its generation.</summary>
public static class DataGenerationReader
{
    /// <summary>The generation of a database.</summary>
    public static async Task<DataGeneration> ReadAsync(ReplicaDatabase database, CancellationToken cancel) => DataGeneration.Of(
        database.Schema, (await MigrationsAsync(database, cancel)).ToHashSet(StringComparer.Ordinal), await MarkersAsync(database, cancel));

    /// <summary>
    /// The names of the migrations that a database has, from the platform's own list. It began as a copy of Prisma's, which no longer
    /// grows. Empty where there is none.
    /// </summary>
    internal static async Task<List<string>> MigrationsAsync(ReplicaDatabase database, CancellationToken cancel)
    {
        List<string> names = [];
        if (database.Schema.Has("SchemaMigration", "migrationName"))
            names = await NamesAsync("""SELECT m."migrationName"::text FROM "SchemaMigration" m""");
        if (names.Count == 0 && database.Schema.Has("_prisma_migrations", "finished_at"))
        {
            names = await NamesAsync("""
                SELECT m.migration_name::text FROM "_prisma_migrations" m WHERE m.finished_at IS NOT NULL AND m.rolled_back_at IS NULL
                """);
        }

        return names;

        Task<List<string>> NamesAsync(string sql) => database.QueryAsync(sql, row => row.GetString(0), cancel);
    }

    /// <summary>The markers of the payments engine; null where the database has none.</summary>
    internal static async Task<EngineMarkers?> MarkersAsync(ReplicaDatabase database, CancellationToken cancel)
    {
        if (!database.Schema.Has("BulldozerStorageEngine", "keyPath")) return null;
        // Each by its path: the table has a row for each row of each of its tables.
        const string Sql = """
            SELECT count(*) FROM unnest(@names) t (name)
            CROSS JOIN LATERAL (
                SELECT FROM "BulldozerStorageEngine" s
                WHERE s."keyPath" = ARRAY['"table"', to_jsonb('external:payments-' || t.name), '"storage"', '"metadata"']::jsonb[]
                LIMIT 1
            ) marker
            """;
        var marked = await database.QueryAsync(Sql, row => row.GetInt64(0), cancel, ("names", EngineMarkers.Tables.ToArray()));
        return new EngineMarkers(marked[0]);
    }
}
