using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Snapshots.Tables;

/// <summary>A database of each test's own with tables of all kinds, and a folder to save them to.</summary>
[Collection(DatabaseCollection.Name)]
public abstract class FilledTables(DatabaseFixture databases) : IAsyncLifetime
{
    protected const string Filled = """
        CREATE TYPE mood AS ENUM ('sad', 'happy');
        CREATE TABLE "Thing" (id uuid PRIMARY KEY, name text, "updatedAt" timestamp(3) NOT NULL DEFAULT '2020-01-01',
            at timestamptz, feels mood, doc jsonb, raw bytea, ratio float8, span interval, price numeric(10, 4), tags text[],
            "totpSecret" text, "lastName" text, "sequenceId" bigint, "shouldUpdateSequenceId" boolean);
        INSERT INTO "Thing" SELECT lpad(to_hex(n), 32, '0')::uuid, 'name ' || n, '2020-01-01',
            '2026-01-01T00:00:00Z'::timestamptz + n * '1 h'::interval,
            CASE WHEN n % 2 = 0 THEN 'sad' ELSE 'happy' END::mood, jsonb_build_object('b', n, 'a', jsonb_build_array(1.50, null)),
            decode(lpad(to_hex(n), 8, '0'), 'hex'), n / 3.0, n * '1 d 3 h'::interval, n, ARRAY['ä', NULL, n::text],
            CASE WHEN n % 3 = 0 THEN 'secret ' || n END, 'last', n, n > 990
        FROM generate_series(1, 1000) n;
        CREATE TABLE "Word" (word text NOT NULL, "projectId" text NOT NULL, "tokenId" int8 NOT NULL, value text,
            PRIMARY KEY ("projectId", "tokenId"));
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

    /// <summary>How many rows there are.</summary>
    protected const int FilledRows = 1000 + 400 + 2 + 300 + 200 + 10;

    internal SavedTables Saved { get; } = new();

    internal StoredRows Rows { get; private set; } = null!;

    public async Task InitializeAsync() => Rows = await CreateAsync("", Filled);

    // The databases go with their server.
    public Task DisposeAsync()
    {
        Saved.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Another database.</summary>
    internal async Task<StoredRows> CreateAsync(string how, string sql, params IEnumerable<string> settings)
    {
        var name = $"tables_{Guid.NewGuid():N}";
        await AtServerAsync($"CREATE DATABASE {name} {how}");
        foreach (var setting in settings) await AtServerAsync($"ALTER DATABASE {name} SET {setting}");
        var rows = new StoredRows(databases.Cluster.ConnectionString(name));
        await rows.ExecuteAsync(sql);
        return rows;
    }

    /// <summary>What a run says that compares after something happened.</summary>
    internal async Task<SavedTables.Outcome> AfterAsync(string sql)
    {
        await Saved.SaveAsync(Rows.ConnectionString);
        await Rows.ExecuteAsync(sql);
        return await Saved.CompareAsync(Rows.ConnectionString);
    }

    private Task AtServerAsync(string sql) => new StoredRows(databases.Cluster.ConnectionString("postgres")).ExecuteAsync(sql);
}
