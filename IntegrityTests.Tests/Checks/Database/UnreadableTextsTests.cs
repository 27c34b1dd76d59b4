using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.Fakes;
using Npgsql;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>A database that was restored without an encoding, with Latin-1 in a few rows: these are named, and all are read.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class UnreadableTextsTests(DatabaseFixture databases) : IAsyncLifetime
{
    private const string Name = "unencoded";
    private readonly Guid _tenancy = Guid.NewGuid();
    private StoredRows _rows = null!;
    private ReplicaDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _rows = new StoredRows(databases.Cluster.ConnectionString(Name));
        await new StoredRows(databases.Cluster.ConnectionString("postgres")).ExecuteAsync(
            $"CREATE DATABASE {Name} TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
        await using (var connection = new NpgsqlConnection(_rows.ConnectionString + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await Schema.CreateTablesAsync(connection, CancellationToken.None);
        }

        await _rows.AddProjectAsync("p", tenancy: _tenancy);
        await _rows.ExecuteAsync($$"""
            INSERT INTO "ProjectUser" ("tenancyId", "projectUserId", "mirroredProjectId", "mirroredBranchId", "updatedAt", "signedUpAt",
                "displayName", "serverMetadata")
            SELECT '{{_tenancy}}', lpad(n::text, 32, '0')::uuid, 'p', 'main', now(), now() + make_interval(secs => n),
                CASE n WHEN 2 THEN E'M\xfcller' WHEN 3 THEN E'Gr\xc3\xbc\xc3\x9fe' ELSE 'plain' END,
                CASE n WHEN 4 THEN E'{"name": "Caf\xe9"}'::jsonb END
            FROM generate_series(1, 5) n;
            ALTER TABLE "ProjectUser" ADD PRIMARY KEY ("tenancyId", "projectUserId");
            INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "usedForAuth", "isPrimary", value,
                "isVerified", "updatedAt")
            SELECT '{{_tenancy}}', lpad('1', 32, '0')::uuid, lpad('7', 32, '0')::uuid, 'EMAIL', 'TRUE', 'TRUE', E'j\xf6rg@example.com',
                true, now();
            ALTER TABLE "ContactChannel" ADD PRIMARY KEY ("tenancyId", id);
            """);
        _database = await _rows.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await new StoredRows(databases.Cluster.ConnectionString("postgres")).ExecuteAsync($"DROP DATABASE {Name} WITH (FORCE)");
    }

    [Fact]
    public async Task Every_row_is_read_and_those_with_other_bytes_are_named_with_their_columns()
    {
        var users = await new UserReader(_database).PagesAsync(_tenancy, null, default).SelectMany(page => page).ToListAsync();

        users.Select(user => user.DisplayName).Should().Equal("plain", "M\uDCFCller", "Grüße", "plain", "plain");
        users[0].PrimaryEmail!.Value.Should().Be("j\uDCF6rg@example.com");

        var unreadable = new List<UnreadableText>();
        foreach (var table in await TextTable.AllAsync(_database, default))
        {
            await _database.ReadAsync(
                table.Sql,
                row =>
                {
                    if (table.Read(row) is { } text) unreadable.Add(text);
                },
                default);
        }

        unreadable.Select(text => $"{text.Project} {text.Subject} {string.Join(' ', text.Columns)}").Should().BeEquivalentTo(
            "p contact-channel:00000000-0000-0000-0000-000000000007 \"ContactChannel\".\"value\"",
            "p user:00000000-0000-0000-0000-000000000002 \"ProjectUser\".\"displayName\"",
            "p user:00000000-0000-0000-0000-000000000004 \"ProjectUser\".\"serverMetadata\"");
        unreadable.Should().OnlyContain(text => !text.Message.Contains("ller") && !text.Message.Contains("rg@"), "no value is shown");
    }

    [Fact]
    public async Task No_invariant_dies_of_such_bytes()
    {
        foreach (var invariant in Invariants.Shipped.Where(invariant => invariant.Code.StartsWith("DBI", StringComparison.Ordinal)))
        {
            var query = new InvariantQuery(_database, projects: null, now: 0);

            var reading = await Record.ExceptionAsync(() => query.ReadAsync(invariant, _ => { }, default));

            // What this version of the platform does not have is skipped.
            if (reading is not PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn })
                reading.Should().BeNull(invariant.File);
        }
    }
}
