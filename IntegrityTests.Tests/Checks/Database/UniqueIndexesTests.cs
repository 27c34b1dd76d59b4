using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

/// <summary>Unique indexes are compared with their tables, and invariants read the tables.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class UniqueIndexesTests(DatabaseFixture database)
{
    private const string Index = "\"Project_pkey\"";

    [Fact]
    public async Task Without_the_extension_they_are_not_compared_and_it_says_how_to_get_it()
    {
        await using var replica = await (await database.CopyAsync()).OpenAsync();

        var (whyNot, indexes) = await UniqueIndexes.OfAsync(replica, default);

        indexes.Should().BeEmpty();
        whyNot.Should().Contain("CREATE EXTENSION amcheck");
    }

    [Fact]
    public async Task An_index_that_lacks_a_row_is_told_from_one_that_has_all()
    {
        var rows = await database.CopyAsync();
        await rows.AddProjectAsync("first");
        await rows.ExecuteAsync("CREATE EXTENSION amcheck; CREATE UNIQUE INDEX \"Team_pkey\" ON \"Team\" (\"tenancyId\", \"teamId\")");
        await AddPastIndexAsync(rows, "second");
        await using var replica = await rows.OpenAsync();

        var (whyNot, indexes) = await UniqueIndexes.OfAsync(replica, default);

        whyNot.Should().BeNull();
        var problems = new Dictionary<string, string?>();
        foreach (var index in indexes) problems[index.Name] = await index.WhyBrokenAsync(replica, default);
        problems.Should().ContainKey("Team_pkey").WhoseValue.Should().BeNull();
        problems.Should().ContainKey("Project_pkey").WhoseValue.Should().Contain("lacks matching index tuple");
    }

    [Fact]
    public async Task What_an_index_promises_is_read_from_the_table()
    {
        var rows = await database.CopyAsync();
        await rows.AddProjectAsync("twice");
        await AddPastIndexAsync(rows, "twice");
        await using var replica = await rows.OpenAsync();

        (await replica.FoundAsync("DBI048")).Should().ContainSingle().Which.Subject.Should().Be("project:twice");
    }

    // The index learns nothing of the row, as if it had lost it.
    private static async Task AddPastIndexAsync(StoredRows rows, string project)
    {
        await rows.ExecuteAsync($"""
            CREATE UNIQUE INDEX {Index} ON "Project" (id);
            UPDATE pg_index SET indisready = false, indisvalid = false WHERE indexrelid = '{Index}'::regclass
            """);
        await rows.AddProjectAsync(project);
        await rows.ExecuteAsync($"UPDATE pg_index SET indisready = true, indisvalid = true WHERE indexrelid = '{Index}'::regclass");
    }
}
